"""The procedures of the instrument: one file each, read by the kernel room of that name."""
