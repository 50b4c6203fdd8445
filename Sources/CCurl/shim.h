#pragma once
#include <curl/curl.h>
#include <malloc.h>
#include <openssl/crypto.h>
#include <stdlib.h>
#include <string.h>

// curl_easy_setopt and its kin are variadic (not importable) and wrapped in macros; the parentheses reach the function.
static inline CURLcode cx_set_long(CURL *_Nonnull h, CURLoption o, long v) { return (curl_easy_setopt)(h, o, v); }
static inline CURLcode cx_set_large(CURL *_Nonnull h, CURLoption o, curl_off_t v) { return (curl_easy_setopt)(h, o, v); }
static inline CURLcode cx_set_string(CURL *_Nonnull h, CURLoption o, const char *_Nullable v) {
    return (curl_easy_setopt)(h, o, v);
}
static inline CURLcode cx_set_pointer(CURL *_Nonnull h, CURLoption o, const void *_Nullable v) {
    return (curl_easy_setopt)(h, o, v);
}
// libcurl keeps a copy, which its allocator wipes.
static inline CURLcode cx_set_blob(CURL *_Nonnull h, CURLoption o, const void *_Nullable bytes, size_t count) {
    struct curl_blob blob = {(void *)bytes, count, CURL_BLOB_COPY};
    return (curl_easy_setopt)(h, o, &blob);
}
typedef size_t (*cx_data_function)(char *_Nullable, size_t, size_t, void *_Nullable);
static inline CURLcode cx_set_function(CURL *_Nonnull h, CURLoption o, cx_data_function _Nullable f) {
    return (curl_easy_setopt)(h, o, f);
}
static inline CURLcode cx_get_long(CURL *_Nonnull h, CURLINFO i, long *_Nonnull v) {
    return (curl_easy_getinfo)(h, i, v);
}
static inline CURLcode cx_get_pointer(CURL *_Nonnull h, CURLINFO i, void *_Nullable *_Nonnull v) {
    return (curl_easy_getinfo)(h, i, v);
}
static inline CURLMcode cx_multi_set_long(CURLM *_Nonnull m, CURLMoption o, long v) {
    return (curl_multi_setopt)(m, o, v);
}
// CURLMsg carries its result in a union.
static inline CURLcode cx_message_result(const CURLMsg *_Nonnull m) { return m->data.result; }

// libcurl and the OpenSSL below it copy headers, bodies and keys into their heap. These wipe every block that is given
// back, so that no secret outlives its transfer there.
static inline void cx_wiping_free(void *_Nullable p) {
    if (p) {
        explicit_bzero(p, malloc_usable_size(p));
        free(p);
    }
}
static inline void *_Nullable cx_wiping_realloc(void *_Nullable p, size_t size) {
    if (!p) return malloc(size);
    void *moved = malloc(size ? size : 1);
    if (!moved) return NULL;
    size_t old = malloc_usable_size(p);
    memcpy(moved, p, old < size ? old : size);
    cx_wiping_free(p);
    return moved;
}
static inline void *_Nullable cx_openssl_malloc(size_t size, const char *_Nullable file, int line) {
    return malloc(size);
}
static inline void *_Nullable cx_openssl_realloc(void *_Nullable p, size_t size, const char *_Nullable file, int line) {
    if (size) return cx_wiping_realloc(p, size);
    cx_wiping_free(p);
    return NULL;
}
static inline void cx_openssl_free(void *_Nullable p, const char *_Nullable file, int line) { cx_wiping_free(p); }

// OpenSSL takes an allocator only before its first allocation; 0 says that it was too late.
static inline int cx_wipe_openssl(void) {
    return CRYPTO_set_mem_functions(cx_openssl_malloc, cx_openssl_realloc, cx_openssl_free);
}
static inline CURLcode cx_global_init(void) {
    return curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, cx_wiping_free, cx_wiping_realloc, strdup, calloc);
}
