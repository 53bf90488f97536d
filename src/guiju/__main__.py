"""``python -m guiju``."""

import sys

from .cli import main

sys.exit(main())
