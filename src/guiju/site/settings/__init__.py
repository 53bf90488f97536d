"""The settings, one topic a file."""

from .paths import *  # noqa: F403

from .applications import *  # noqa: F403  isort: skip
from .database import *  # noqa: F403  isort: skip
from .security import *  # noqa: F403  isort: skip
from .languages import *  # noqa: F403  isort: skip
from .logging import *  # noqa: F403  isort: skip
from .history import *  # noqa: F403  isort: skip
from .keeping import *  # noqa: F403  isort: skip
from .oversight import *  # noqa: F403  isort: skip
from .procedures import *  # noqa: F403  isort: skip
