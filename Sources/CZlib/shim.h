#pragma once
#include <zlib.h>

/* Macros that take sizeof(z_stream), and the window bits that ask for a gzip header (zlib.h, deflateInit2). */
static inline int cloud_extractor_gzip_begin(z_stream *stream) {
    return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
static inline int cloud_extractor_gunzip_begin(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
