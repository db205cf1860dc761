// SPDX-License-Identifier: BSL-1.0
// What the tests of changesets share: a struct with a field of most kinds, and errors as lines of text.
#pragma once

#include <recto/changeset/cast.hpp>
#include <recto/changeset/change.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace forms {

enum class kind { news, essay };

struct Post {
  std::int64_t id{};
  std::string title{};
  std::string body{};
  std::optional<std::string> subtitle{};
  std::optional<std::int32_t> upvotes{};
  std::int32_t position{};
  double score = 0.5;
  bool published = false;
  bool terms{};
  forms::kind kind = forms::kind::news;
  std::vector<std::string> topics{};
  std::optional<std::vector<std::optional<std::int32_t>>> marks{};
  std::vector<std::byte> picture{};
  std::optional<recto::utc_datetime> published_at{};
  std::string password{};
  std::string draft{};

  static consteval auto schema() {
    return recto::table("posts") | recto::source<&Post::title>("headline")
         | recto::redacted<&Post::password> | recto::virtual_field<&Post::draft>;
  }
};

// Without a table: a form.
struct Search {
  std::string words{};
  std::optional<std::int32_t> page{};
};

// A struct of another table, to be mixed up with Post.
struct Comment {
  std::int64_t id{};
  std::string body{};
  static consteval auto schema() { return recto::table("comments"); }
};

inline std::string said(recto::error_meta const& meta) {
  std::string out;
  for (recto::meta_entry const& one : meta) {
    if (!out.empty()) out += ", ";
    out += one.key + ": " + one.value.to_string();
  }
  return '{' + out + '}';
}

/// `title: is invalid {type: string, validation: cast}`
inline std::string said(recto::field_error const& problem) {
  return problem.field() + ": " + problem.message() + ' ' + said(problem.meta());
}

template <class T>
std::vector<std::string> said(recto::changeset<T> const& of) {
  std::vector<std::string> lines;
  for (recto::field_error const& one : of.errors()) lines.push_back(said(one));
  return lines;
}

/// `title length {min: 3}`
template <class T>
std::vector<std::string> validations_of(recto::changeset<T> const& of) {
  std::vector<std::string> lines;
  for (recto::validation const& one : of.validations())
    lines.push_back(std::string(one.field) + ' ' + std::string(one.name) + ' ' + said(one.meta));
  return lines;
}

using lines = std::vector<std::string>;
using names = std::vector<std::string_view>;

}  // namespace forms
