"""``python -m seedance_gui`` starts the program."""

import sys

from seedance_gui.app import main

sys.exit(main())
