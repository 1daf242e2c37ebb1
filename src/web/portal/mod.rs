//! The citizen's and professional's side: find a service, fill, attach, sign, submit, follow.

pub(super) mod answer;
pub(super) mod area;
pub(super) mod attachment;
pub(super) mod case;
pub(super) mod codelist;
pub(super) mod draft;
pub(super) mod home;
pub(super) mod login;
pub(super) mod notice;
pub(super) mod own;
pub(super) mod rating;
pub(super) mod review;
pub(super) mod service;
pub(super) mod sign;
pub(super) mod step;
pub(super) mod submit;
pub(super) mod timing;
