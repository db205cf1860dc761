// SPDX-License-Identifier: BSL-1.0
// Writes of whole structs: every column is sent, so the text is a constant.
// Layer 7.
#pragma once

#include <recto/changeset/finish_embeds.hpp>
#include <recto/repo/bind.hpp>
#include <recto/repo/decode.hpp>
#include <recto/repo/read.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/repo/write.hpp>
#include <recto/sql/table.hpp>
#include <recto/sql/text.hpp>

#include <type_traits>
#include <utility>

namespace recto::detail {

struct struct_writes {
  template <class Repo, class T>
  static std::remove_cvref_t<T> insert(Repo& repo, T&& object) {
    if constexpr (!assert_schema_of<std::remove_cvref_t<T>>()) return static_cast<T&&>(object);
    else return written(static_cast<T&&>(object), [&repo](auto& mine) { insert_in_place(repo, mine); });
  }

  template <class Repo, class T>
  static std::remove_cvref_t<T> update(Repo& repo, T&& object) {
    if constexpr (!assert_has_key<std::remove_cvref_t<T>>()) return static_cast<T&&>(object);
    else return written(static_cast<T&&>(object), [&repo](auto& mine) { update_in_place(repo, mine); });
  }

  template <class Repo, class T>
  static std::remove_cvref_t<T> remove(Repo& repo, T&& object) {
    if constexpr (!assert_has_key<std::remove_cvref_t<T>>()) return static_cast<T&&>(object);
    else return written(static_cast<T&&>(object), [&repo](auto const& mine) { delete_row(repo, mine); });
  }

 private:
  // The struct after `write(struct)`: the caller's own if it may be moved from, else a copy.
  template <class T, class Write>
  static std::remove_cvref_t<T> written(T&& object, Write write) {
    if constexpr (std::is_lvalue_reference_v<T> || std::is_const_v<T>) {
      std::remove_cvref_t<T> copy(object);
      write(copy);
      return copy;
    } else {
      write(object);
      return std::move(object);
    }
  }

  template <class Repo, class T>
  static void insert_in_place(Repo& repo, T& object) {
    finish_embeds(object);
    set_timestamps(object, write_time<T>(), false);
    if constexpr (has_generated_key<T>) {
      if (has_unset_key(object)) return insert_as<false>(repo, object);
    }
    insert_as<true>(repo, object);
  }

  template <class Repo, class T>
  static void update_in_place(Repo& repo, T& object) {
    static_assert(has_other_than_key<T>, "recto: update: every field is part of the key; there is nothing to set");
    finish_embeds(object);
    set_timestamps(object, write_time<T>(), true);
    using writer = update_writer<T>;
    auto const& which = statement_by<writer>;
    parameter_frame<text_by<writer>.types.size()> frame;
    binder out(frame, which.sql);
    for_each_field(object, field_binder<&is_changed>{out, table_of<T>.fields.data()});
    for_each_field(object, field_binder<&is_key_field>{out, table_of<T>.fields.data()});
    finish<true>(repo, which, frame.view(), object, "update");
  }

  template <class Repo, class T>
  static void delete_row(Repo& repo, T const& object) {
    auto const& which = statement_by<delete_writer<T>>;
    parameter_frame<table_of<T>.key_count()> frame;
    binder out(frame, which.sql);
    for_each_field(object, field_binder<&is_key_field>{out, table_of<T>.fields.data()});
    if (repo_access::run(repo, which, frame.view(), nullptr).affected() == 0) throw_stale(table_of<T>.name, "delete");
  }

  template <bool WithKey, class Repo, class T>
  static void insert_as(Repo& repo, T& object) {
    using writer = insert_writer<T, WithKey>;
    auto const& which = statement_by<writer>;
    parameter_frame<text_by<writer>.types.size()> frame;
    binder out(frame, which.sql);
    constexpr auto chosen = WithKey ? &is_sent_with_key : &is_sent_without_key;
    for_each_field(object, field_binder<chosen>{out, table_of<T>.fields.data()});
    finish<WithKey>(repo, which, frame.view(), object, "insert");
  }

  // The values are borrowed from `object`, so it stays where it is until they are sent.
  template <bool WithKey, class Repo, class T>
  static void finish(Repo& repo, statement const& which, parameters values, T& object, char const* what) {
    using result = typename Repo::result_type;
    if constexpr (returned_count<T, WithKey> > 0) {
      result const answer = repo_access::run(repo, which, values, &returned_layout<T, WithKey, result>);
      if (answer.rows() == 0) throw_stale(table_of<T>.name, what);
      read_row<returned_flags<T, WithKey>>(answer, object, no_names);
    } else {
      if (repo_access::run(repo, which, values, nullptr).affected() == 0) throw_stale(table_of<T>.name, what);
    }
  }
};

}  // namespace recto::detail
