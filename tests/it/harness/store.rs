//! The real S3 server of the tests (s3rver, started by `make test`).

/// Address and credentials of the running server; the bucket exists.
#[derive(Debug, Clone)]
pub struct S3Server {
    /// `http://127.0.0.1:PORT`.
    pub endpoint: String,
    /// A bucket that exists.
    pub bucket: String,
    /// Access key.
    pub key: String,
    /// Secret key.
    pub secret: String,
}

impl S3Server {
    /// The running server; `None` when there is none.
    pub fn find() -> Option<Self> {
        Some(Self {
            endpoint: super::part("SPORTELLO_TEST_S3", "an S3 server")?,
            bucket: "sportello".into(),
            key: "S3RVER".into(),
            secret: "S3RVER".into(),
        })
    }
}
