"""``/docs``: Swagger UI from our own address, so that it works without the internet.

Its files come from a Python package that carries them. Our page has no inline script, so its policy lets
the browser run only what this server gives, and talk only to this server. All addresses are relative: they
also hold below a prefix.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from services.common.errors import NotFoundError

CARRIER = "fastapi_offline"
"""The package whose ``static`` folder holds Swagger UI; nothing else of it is used."""

ASSETS = "/docs/assets/"

_MEDIA_TYPES = {
    "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
    "swagger-ui.css": "text/css; charset=utf-8",
    "favicon.png": "image/png",
    "start.js": "text/javascript; charset=utf-8",
}
"""Every file that the page loads; the package has more, which are not served."""

# Swagger UI sets style attributes and shows small images out of its own style sheet.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_YEAR = "public, max-age=31536000, immutable"
"""Of an asset: its address bears its version."""

_START = """\
window.ui = SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  layout: "BaseLayout",
  deepLinking: true,
  displayRequestDuration: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  presets: [SwaggerUIBundle.presets.apis],
});
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>SQL Agent</title>
<link rel="icon" href="docs/assets/favicon.png?v={version}">
<link rel="stylesheet" href="docs/assets/swagger-ui.css?v={version}">
</head>
<body>
<div id="swagger-ui"></div>
<noscript>This page needs JavaScript; <a href="openapi.json">openapi.json</a> does not.</noscript>
<script src="docs/assets/swagger-ui-bundle.js?v={version}"></script>
<script src="docs/assets/start.js?v={version}"></script>
</body>
</html>
"""

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class _Asset:
    content: bytes
    tag: str


@cache
def _asset(name: str) -> _Asset:
    content = _START.encode() if name == "start.js" else (files(CARRIER) / "static" / name).read_bytes()
    return _Asset(content, f'"{hashlib.sha256(content).hexdigest()[:32]}"')


@cache
def _page() -> str:
    digests = "".join(_asset(name).tag for name in _MEDIA_TYPES)
    digest = hashlib.sha256(digests.encode()).hexdigest()[:8]
    return _PAGE.format(version=f"{version(CARRIER)}-{digest}")


@router.get("/docs")
async def show_docs() -> HTMLResponse:
    """Show the routes, and forms to try them."""
    return HTMLResponse(_page(), headers={"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"})


@router.get(ASSETS + "{name}")
async def get_asset(name: str, request: Request) -> Response:
    """Return one of the files that the page loads."""
    if name not in _MEDIA_TYPES:
        raise NotFoundError("The page has no such file. GET /docs shows it.")
    asset = _asset(name)
    headers = {"Cache-Control": _YEAR, "ETag": asset.tag, "X-Content-Type-Options": "nosniff"}
    if asset.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, headers=headers, media_type=_MEDIA_TYPES[name])
