"""Where things lie: the data folder, uploads, collected static files."""

import os
from pathlib import Path

PROJECT_DIR = Path(__file__).resolve().parents[4]
DATA_DIR = Path(os.environ.get("GUIJU_DATA", PROJECT_DIR / "data")).resolve()
UPLOAD_DIR = DATA_DIR / "uploads"
TEXT_INDEX_DIR = DATA_DIR / "texts-index"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
MEDIA_ROOT = UPLOAD_DIR
