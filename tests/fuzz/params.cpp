// SPDX-License-Identifier: BSL-1.0
// Any text, read as form data and as JSON. Form data is held against a slow reader that takes the fields one by one from
// the last to the first, JSON against Boost.JSON's own values.
#include <recto/changeset/params.hpp>
#include <recto/types/json.hpp>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using recto::param_kind;
using recto::param_view;
using recto::params;

[[noreturn]] void complain(char const* what, std::string_view text) {
  std::fprintf(stderr, "%s: from a text of %zu bytes:", what, text.size());
  for (char const c : text.substr(0, 400)) std::fprintf(stderr, " %02x", static_cast<unsigned>(c) & 0xffU);
  std::fprintf(stderr, "\n");
  std::abort();
}

/// A value as the slow reader keeps it; lists are backwards.
struct slow {
  param_kind kind = param_kind::null;
  std::string text{};
  std::vector<slow> list{};
  std::map<std::string, slow> map{};
};

bool become(slow& value, param_kind kind) {
  if (value.kind == param_kind::null) value.kind = kind;
  return value.kind == kind;
}

void assign(slow& value, std::vector<std::string> const& path, std::size_t at, std::string const& text) {
  if (at == path.size()) {
    if (value.kind == param_kind::null) value.kind = param_kind::text, value.text = text;
  } else if (at > 0 && path[at].empty()) {
    if (!become(value, param_kind::list)) return;
    assign(value.list.emplace_back(), path, at + 1, text);
  } else if (become(value, param_kind::map)) {
    assign(value.map[path[at]], path, at + 1, text);
  }
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      out += static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

slow read_slowly(std::string_view text) {
  slow root{.kind = param_kind::map};
  while (!text.empty()) {
    std::size_t const before = text.rfind('&');
    std::string_view const field = text.substr(before == text.npos ? 0 : before + 1);
    text = text.substr(0, before == text.npos ? 0 : before);
    if (field.empty()) continue;
    std::size_t const equals = field.find('=');
    std::string const name = decoded(field.substr(0, equals));
    std::string const value = equals == field.npos ? "" : decoded(field.substr(equals + 1));
    std::vector<std::string> path{name};
    if (std::size_t bracket = name.find('['); bracket != name.npos && name.back() == ']') {
      path[0] = name.substr(0, bracket);
      std::string rest = name.substr(bracket + 1, name.size() - bracket - 2);
      for (std::size_t end; (end = rest.find("][")) != rest.npos; rest = rest.substr(end + 2))
        path.push_back(rest.substr(0, end));
      path.push_back(rest);
    }
    assign(root, path, 0, value);
  }
  return root;
}

bool same(param_view value, slow const& expected) {
  if (value.kind() != expected.kind) return false;
  if (value.is_text()) return value.text() == expected.text;
  if (value.is_list()) {
    if (value.size() != expected.list.size()) return false;
    for (std::size_t i = 0; i < value.size(); ++i)
      if (!same(value[i], expected.list[value.size() - 1 - i])) return false;
    return true;
  }
  auto next = expected.map.begin();
  for (param_view const member : value)
    if (next == expected.map.end() || next->first != member.key() || !same(member, (next++)->second)) return false;
  return next == expected.map.end();
}

bool same(param_view value, boost::json::value const& expected) {
  switch (value.kind()) {
    case param_kind::null: return expected.is_null();
    case param_kind::boolean: return expected.is_bool() && expected.get_bool() == value.boolean();
    case param_kind::integer: return expected.is_int64() && expected.get_int64() == value.integer();
    case param_kind::floating: return expected.is_double();
    case param_kind::digits: return expected.is_number();
    case param_kind::text: return expected.is_string() && std::string_view(expected.get_string()) == value.text();
    case param_kind::list:
      if (!expected.is_array() || expected.get_array().size() != value.size()) return false;
      for (std::size_t i = 0; i < value.size(); ++i)
        if (!same(value[i], expected.get_array()[i])) return false;
      return true;
    case param_kind::map:
      if (!expected.is_object() || expected.get_object().size() != value.size()) return false;
      for (param_view const member : value) {
        auto const* const found = expected.get_object().if_contains({member.key().data(), member.key().size()});
        if (found == nullptr || !same(member, *found)) return false;
      }
      return true;
  }
  return false;
}

void check_form(std::string_view text) {
  auto const read = params::from_form(text);
  if (!read) {
    if (read.error().message().find("params: ") != 0) complain("a refusal without a reason", text);
    return;
  }
  if (!same(*read, read_slowly(text))) complain("form data read in another way", text);
  if (*read != *params::from_form(text)) complain("form data unlike itself", text);
}

void check_json(std::string_view text) {
  auto const read = params::from_json(text);
  boost::json::parse_options options;
  options.max_depth = 64;
  boost::json::error_code error;
  boost::json::value const expected = boost::json::parse({text.data(), text.size()}, error, {}, options);
  if (read.has_value() == error.failed()) complain("JSON that only one of both readers takes", text);
  if (read && !same(*read, expected)) complain("JSON read in another way", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  check_form(text);
  check_json(text);
  return 0;
}
