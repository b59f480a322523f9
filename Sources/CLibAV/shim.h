#ifndef BELLWETHER_CLIBAV_H
#define BELLWETHER_CLIBAV_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/sha.h>
#include <libavutil/tx.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// Macros Swift cannot import.
static const int libav_error_end_of_file = AVERROR_EOF;
static const int libav_error_try_again = AVERROR(EAGAIN);
static const int libav_error_out_of_memory = AVERROR(ENOMEM);
static const int64_t libav_no_timestamp = AV_NOPTS_VALUE;

#endif
