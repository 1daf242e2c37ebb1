//! Headers of every answer: no inline script or style, no framing, no referrer, no sniffing.

use actix_web::middleware::DefaultHeaders;

/// Content security policy: everything from here, nothing inline.
const CSP: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; \
     frame-ancestors 'none'; form-action 'self'";

/// The security headers.
pub(super) fn defaults() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("Content-Security-Policy", CSP))
        .add(("X-Content-Type-Options", "nosniff"))
        .add(("Referrer-Policy", "same-origin"))
        .add(("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"))
        .add(("Cross-Origin-Opener-Policy", "same-origin"))
}
