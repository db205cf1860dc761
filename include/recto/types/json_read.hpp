// SPDX-License-Identifier: BSL-1.0
// Reads a JSON document so that a fraction becomes the nearest double. Boost.JSON 1.81's own parser is off by a last
// bit now and then (-1001657.6416015625 becomes ...624), so what was stored would not be what is read.
// Layer 2.
#pragma once

#include <recto/types/boost_json.hpp>
#include <recto/types/invalid.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace recto::detail {

/// Arrays and objects within each other that are read or sent; a document deeper than that is an error.
inline constexpr std::size_t max_json_depth = 128;

/// What boost::json::basic_parser calls. The document is given to it in one piece, so a number is never cut in two.
struct json_builder {
  using text = boost::json::string_view;
  using code = boost::json::error_code;

  static constexpr std::size_t max_object_size = boost::json::object::max_size();
  static constexpr std::size_t max_array_size = boost::json::array::max_size();
  static constexpr std::size_t max_key_size = boost::json::string::max_size();
  static constexpr std::size_t max_string_size = boost::json::string::max_size();

  boost::json::value_stack stack{};

  json_builder() { stack.reset(); }

  bool on_document_begin(code&) { return true; }
  bool on_document_end(code&) { return true; }
  bool on_object_begin(code&) { return true; }
  bool on_array_begin(code&) { return true; }
  bool on_object_end(std::size_t size, code&) { return stack.push_object(size), true; }
  bool on_array_end(std::size_t size, code&) { return stack.push_array(size), true; }
  bool on_key_part(text part, std::size_t, code&) { return stack.push_chars(part), true; }
  bool on_key(text rest, std::size_t, code&) { return stack.push_key(rest), true; }
  bool on_string_part(text part, std::size_t, code&) { return stack.push_chars(part), true; }
  bool on_string(text rest, std::size_t, code&) { return stack.push_string(rest), true; }
  bool on_number_part(text, code&) { return true; }
  bool on_int64(std::int64_t value, text, code&) { return stack.push_int64(value), true; }
  bool on_uint64(std::uint64_t value, text, code&) { return stack.push_uint64(value), true; }
  bool on_bool(bool value, code&) { return stack.push_bool(value), true; }
  bool on_null(code&) { return stack.push_null(), true; }
  bool on_comment_part(text, code&) { return true; }
  bool on_comment(text, code&) { return true; }

  bool on_double(double estimate, text digits, code& error) {
    double value = estimate;
    // Out of range leaves the estimate, which is zero or infinite.
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (!std::isfinite(value)) {
      error = boost::json::error::exponent_overflow;
      return false;
    }
    stack.push_double(value);
    return true;
  }
};

/// Throws recto::error{invalid_value} for what is no JSON.
inline boost::json::value read_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = max_json_depth;
  boost::json::basic_parser<json_builder> parser(options);
  boost::json::error_code error;
  std::size_t const used = parser.write_some(false, text.data(), text.size(), error);
  if (!error && used < text.size()) error = boost::json::error::extra_data;
  if (error) [[unlikely]]
    throw_invalid("the server sent JSON that cannot be read: " + error.message());
  return parser.handler().stack.release();
}

}  // namespace recto::detail
