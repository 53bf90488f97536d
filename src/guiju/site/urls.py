"""Every route of the house: the site's own and those of the rooms."""

from django.urls import include, path

from .views import (
    accounts,
    changing,
    health,
    importing,
    jobs,
    ledger,
    organs,
    sign_in,
    start,
    tokens,
)

handler400 = "guiju.site.views.errors.bad_request"
handler403 = "guiju.site.views.errors.forbidden"
handler404 = "guiju.site.views.errors.not_found"
handler500 = "guiju.site.views.errors.server_error"

_organs = (
    [
        path("", organs.organ_list, name="list"),
        path("new/", organs.organ_new, name="new"),
        path("import/", importing.import_new, name="import"),
        path("import/template/", importing.import_template, name="import-template"),
        path("import/<int:pk>/", importing.import_report, name="import-report"),
        path("import/<int:pk>/write/", importing.import_write, name="import-write"),
        path("import/<int:pk>/passwords/", importing.import_passwords, name="import-passwords"),
        path("accounts/", accounts.account_list, name="accounts"),
        path("accounts/<int:pk>/", accounts.account_detail, name="account"),
        path("accounts/<int:pk>/reset/", accounts.account_reset, name="account-reset"),
        path("accounts/<int:pk>/close/", accounts.account_close, name="account-close"),
        path("<slug:code>/", organs.organ_detail, name="detail"),
        path("<slug:code>/posts/new/", organs.post_new, name="post-new"),
        path("<slug:code>/appoint/", organs.appoint, name="appoint"),
        path("<slug:code>/appoint-known/", organs.appoint_known, name="appoint-known"),
        path("<slug:code>/end-tenure/", organs.end_tenure, name="end-tenure"),
        path("<slug:code>/rename/", changing.organ_rename, name="rename"),
        path("<slug:code>/end/", changing.organ_end, name="end"),
        path("<slug:code>/tokens/", tokens.token_list, name="tokens"),
        path("<slug:code>/tokens/new/", tokens.token_new, name="token-new"),
        path("<slug:code>/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    ],
    "organs",
)
_ledger = (
    [
        path("", ledger.entry_list, name="list"),
        path("verify/", ledger.verify, name="verify"),
    ],
    "ledger",
)
_jobs = (
    [
        path("", jobs.job_list, name="list"),
        path("<int:pk>/", jobs.job_detail, name="detail"),
        path("<int:pk>/progress/", jobs.job_progress, name="progress"),
        path("<int:pk>/cancel/", jobs.job_cancel, name="cancel"),
    ],
    "jobs",
)

urlpatterns = [
    path("", start.start, name="start"),
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("demo/sign-in/", sign_in.demo_sign_in, name="demo-sign-in"),
    path("post/", sign_in.choose_post, name="choose-post"),
    path("password/", sign_in.password, name="password"),
    path("tokens/", tokens.my_tokens, name="my-tokens"),
    path("tokens/<int:pk>/revoke/", tokens.my_token_revoke, name="my-token-revoke"),
    path("appearance/", start.appearance, name="appearance"),
    path("language/", start.language, name="language"),
    path("healthz", health.health, name="health"),
    path("readyz", health.ready, name="ready"),
    path("api/", include("guiju.site.api.urls")),
    path("organs/", include(_organs)),
    path("ledger/", include(_ledger)),
    path("jobs/", include(_jobs)),
    path("cases/", include("guiju.cases.urls")),
    path("documents/", include("guiju.disclosure.urls")),
    path("procedures/", include("guiju.procedures.urls")),
    path("library/", include("guiju.library.urls")),
    path("oversight/", include("guiju.oversight.urls")),
    path("vehicles/", include("guiju.institutions.vehicles.urls")),
    path("elections/", include("guiju.institutions.elections.urls")),
]
