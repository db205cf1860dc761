// SPDX-License-Identifier: BSL-1.0
// Reads a JSON document as a sequence of events, for a reader that wants no boost::json::value of it. Numbers keep all of
// their digits: what neither 64 bits nor a double hold without loss is reported as it was written.
// Layer 2.
#pragma once

#include <recto/types/boost_json.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

namespace recto::detail {

/// Does a double that was read from this number give all of its digits back? It does for 15 of them.
inline bool fits_double(std::string_view number) {
  std::size_t digits = 0;
  std::size_t zeros = 0;  // after the last digit that is none
  for (char const c : number) {
    if (c == 'e' || c == 'E') break;
    if (c == '0') {
      zeros += digits != 0;
    } else if (c >= '1' && c <= '9') {
      digits += zeros + 1;
      zeros = 0;
    }
  }
  return digits <= 15;
}

/// What boost::json::basic_parser calls, passed on to `Sink`. The document is given to the parser in one piece, so a number
/// is never cut in two. A sink that answers false ends it.
template <class Sink>
struct json_events {
  using piece = boost::json::string_view;
  using code = boost::json::error_code;

  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  Sink* sink;

  static std::string_view view(piece text) { return {text.data(), text.size()}; }
  static bool go_on(bool more, code& error) {
    if (!more) [[unlikely]]
      error = boost::json::error::exception;  // any will do: the sink knows the reason
    return more;
  }

  bool on_document_begin(code&) { return true; }
  bool on_document_end(code&) { return true; }
  bool on_object_begin(code& error) { return go_on(sink->begin_map(), error); }
  bool on_array_begin(code& error) { return go_on(sink->begin_list(), error); }
  bool on_object_end(std::size_t, code& error) { return go_on(sink->end(), error); }
  bool on_array_end(std::size_t, code& error) { return go_on(sink->end(), error); }
  bool on_key_part(piece text, std::size_t, code&) { return sink->part(view(text)), true; }
  bool on_key(piece rest, std::size_t, code&) { return sink->key(view(rest)), true; }
  bool on_string_part(piece text, std::size_t, code&) { return sink->part(view(text)), true; }
  bool on_string(piece rest, std::size_t, code& error) { return go_on(sink->text(view(rest)), error); }
  bool on_number_part(piece, code&) { return true; }
  bool on_int64(std::int64_t value, piece, code& error) { return go_on(sink->integer(value), error); }
  bool on_uint64(std::uint64_t, piece digits, code& error) { return go_on(sink->digits(view(digits)), error); }
  bool on_bool(bool value, code& error) { return go_on(sink->boolean(value), error); }
  bool on_null(code& error) { return go_on(sink->null(), error); }
  bool on_comment_part(piece, code&) { return true; }
  bool on_comment(piece, code&) { return true; }

  bool on_double(double estimate, piece text, code& error) {
    std::string_view const number = view(text);
    // Boost.JSON 1.81's own estimate may be off by a last bit. Out of range leaves it: zero or infinite.
    double value = estimate;
    std::from_chars(number.data(), number.data() + number.size(), value);
    bool const whole = number.find_first_of(".eE") == std::string_view::npos;
    if (whole || !std::isfinite(value) || !fits_double(number)) return go_on(sink->digits(number), error);
    return go_on(sink->floating(value), error);
  }
};

/// Tells `sink` what is in the document: `begin_map`, `begin_list`, `end`, `part`, `key`, `text`, `integer`, `floating`,
/// `digits`, `boolean`, `null`. Gives what is wrong with it, or nothing; also if the sink ended it.
template <class Sink>
std::string read_json_events(std::string_view text, std::size_t max_depth, Sink& sink) {
  boost::json::parse_options options;
  options.max_depth = max_depth;
  boost::json::basic_parser<json_events<Sink>> parser(options, json_events<Sink>{&sink});
  boost::json::error_code error;
  std::size_t const used = parser.write_some(false, text.data(), text.size(), error);
  if (!error && used < text.size()) error = boost::json::error::extra_data;
  return error ? error.message() + " at byte " + std::to_string(used) : std::string();
}

}  // namespace recto::detail
