"""Which rooms are installed and how a request passes through them."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tables2",
    "guiju.ledger",
    "guiju.organs",
    "guiju.jobs",
    "guiju.pages",
    "guiju.library",
    "guiju.cases",
    "guiju.procedures",
    "guiju.oversight",
    "guiju.disclosure",
    "guiju.institutions.vehicles",
    "guiju.institutions.elections",
    "guiju.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "guiju.pages.languages.LanguageMiddleware",
    "guiju.site.middleware.PlainAddressMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "guiju.organs.middleware.CurrentPostMiddleware",
    "guiju.site.middleware.OwnPasswordFirstMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "guiju.site.urls"
WSGI_APPLICATION = "guiju.site.wsgi.application"
AUTH_USER_MODEL = "organs.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guiju.pages.context.page",
            ],
        },
    },
]
