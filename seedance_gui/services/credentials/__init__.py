"""The person's token, in the operating system's keyring."""
