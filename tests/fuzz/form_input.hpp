// SPDX-License-Identifier: BSL-1.0
// What fuzz targets that cast share: a text as params in three ways, and the end if something is wrong.
#pragma once

#include <recto/changeset/params.hpp>
#include <recto/types/json.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <expected>
#include <string>
#include <string_view>

namespace fuzz {

inline std::string_view given_text;

[[noreturn]] inline void complain(char const* what, std::string_view about = {}) {
  std::fprintf(stderr, "%s: %.*s: from a text of %zu bytes:", what, static_cast<int>(about.size()), about.data(),
               given_text.size());
  for (char const c : given_text.substr(0, 400)) std::fprintf(stderr, " %02x", static_cast<unsigned>(c) & 0xffU);
  std::fprintf(stderr, "\n");
  std::abort();
}

/// What cannot be sent is thrown.
template <class T>
void check_sent(T const& value) {
  std::string wire(recto::detail::encoded_size(value), '\0');
  recto::detail::encode(value, wire.data());
}

/// The members of a form whose values are JSON, as what these say: numbers, truth values, lists.
inline std::expected<recto::params, recto::error> typed(recto::params const& form) {
  std::string text = "{";
  for (recto::param_view const member : form) {
    if (!member.is_text() || !recto::params::from_json(member.text())) continue;
    if (text.size() > 1) text += ',';
    text += boost::json::serialize(std::string_view(member.key()));
    text.append(":").append(member.text());
  }
  text += "}";
  return recto::params::from_json(text);
}

/// Calls `check(params)` with the text as form data, as JSON and as form data whose values are JSON.
template <class Check>
int check_all(std::uint8_t const* data, std::size_t size, Check check) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  given_text = text;
  try {
    auto const form = recto::params::from_form(text);
    for (auto const& given : {form, recto::params::from_json(text), form ? typed(*form) : form})
      if (given) check(*given);
  } catch (std::exception const& thrown) {
    complain("thrown", thrown.what());
  }
  return 0;
}

}  // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);
