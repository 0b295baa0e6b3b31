"""What the bundle starts with: the program, in an environment that is its own and harms nobody else's."""

import os
import sys

if sys.platform == "linux":
    # The bundle's loader has this point to its own libraries. A player or browser that is started from here
    # would take them for its own; ours are found by now.
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    # Plugins of another Qt don't fit this one. Our own are found beside it.
    for name in ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"):
        os.environ.pop(name, None)

from seedance_gui.app import main

sys.exit(main())
