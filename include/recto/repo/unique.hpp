// SPDX-License-Identifier: BSL-1.0
// `unsafe_validate_unique`: asks the database, before the write, whether the values are taken, so that a form shows it
// with the other errors. Only a unique index keeps two writers apart.
// Layer 7.
#pragma once

#include <recto/changeset/validate.hpp>
#include <recto/repo/changeset_write.hpp>
#include <recto/repo/read.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/repo/write_options.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// Options of `unsafe_validate_unique`.
struct unique_options {
  custom_message message{};
  std::string error_key{};         ///< field or other key that gets the error; else the first field
  bool nulls_distinct = true;      ///< NULLs are never equal, so that with a NULL among the fields nothing is asked
  detail::constant_name prefix{};  ///< in place of the schema's; a literal
};

namespace detail {

/// Asks whether another row has the same values in these fields.
template <class Repo, class T>
bool is_taken(Repo& repo, changeset<T> const& of, field_set asked, std::string_view prefix) {
  using access = changeset_access;
  using plan = value_plan<bool, typename Repo::result_type>;
  T const object = of.apply();
  table_write what{.kind = write_kind::find_equal, .prefix = prefix};
  what.matched_null = asked & null_fields(object);
  what.matched = asked & ~what.matched_null;
  what.other_key = !access::record(of).is_new(access::fields(of), access::objects(of));
  std::unique_ptr<write_statement_text> room;
  statement const& which = writes_of<T>.find(table_of<T>.view(), what, room);
  parameter_frame<2 * static_cast<std::size_t>(stored_count<T>)> frame;
  binder out(frame, which.sql);
  field const* const fields = table_of<T>.fields.data();
  for_each_field(object, set_binder{out, fields, what.matched});
  if (what.other_key) for_each_field(of.data(), set_binder{out, fields, key_set<T>});
  return plan::read_one(repo_access::run(repo, which, frame.view(), &plan::layout)).value();
}

template <class Repo, auto First, auto... More>
struct unique_stage {
  Repo& repo;
  unique_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_field<T, First, More...>() && assert_has_key<T>()) {
      std::vector<std::string> names{std::string(member_name<First>), std::string(member_name<More>)...};
      note_validation(changeset_access::record(of), member_name<First>, "unsafe_unique", {{"fields", names}});
      if (!is_worth_asking(of) || !is_taken(repo, of, set_of<First, More...>(), options.prefix.text)) return of;
      std::string_view const key = options.error_key.empty() ? member_name<First> : std::string_view(options.error_key);
      error_meta meta{{"validation", "unsafe_unique"}, {"fields", std::move(names)}};
      changeset_access::record(of).add_error(
          make_error(key, "has already been taken", options.message, std::move(meta)));
    }
    return of;
  }

 private:
  template <class T>
  bool is_worth_asking(changeset<T> const& of) const {
    auto const& record = changeset_access::record(of);
    constexpr field_set asked = set_of<First, More...>();
    if ((record.changed & asked) == 0) return false;
    if (record.has_error(member_name<First>) || (record.has_error(member_name<More>) || ...)) return false;
    return !options.nulls_distinct || (null_fields(of.apply()) & asked) == 0;
  }
};

}  // namespace detail

/// Says "has already been taken" if another row has the same values in these fields; the row of the changeset's own key
/// does not count. Not asked if none of them changes, if one of them has an error, or if one is NULL. One round trip;
/// between it and the write another may take the value, so declare the `unique_constraint` too. Errors: as any statement.
/// Ecto: `unsafe_validate_unique`.
template <auto First, auto... More, class Repo>
detail::unique_stage<Repo, First, More...> unsafe_validate_unique(Repo& repo, unique_options options = {}) {
  return {repo, std::move(options)};
}

}  // namespace recto
