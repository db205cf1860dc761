// SPDX-License-Identifier: BSL-1.0
// What embedded structs are given right before they are written, as tables' rows are by the repo and the database: a key
// of type uuid that is not set becomes a random one, and `timestamps` in their schema() are set. Everything that is new
// gets both; what a changeset updates gets a new updated_at. Called by the repo, on the object that it binds.
// Layer 4.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/field.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/chrono.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/uuid.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>

namespace recto::detail {

inline std::int64_t now_in_microseconds() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

template <class Field>
inline constexpr bool holds_moment =
    std::same_as<value_of<Field>, utc_datetime> || std::same_as<value_of<Field>, naive_datetime>;

/// Sets what an embedded struct that is new has not: its key and timestamps, and those of what is embedded in it.
struct new_embed_finisher {
  field const* next;
  std::int64_t now;

  template <class Field>
  void operator()(Field& value) {
    field const& one = *next++;
    if constexpr (std::same_as<value_of<Field>, boost::uuids::uuid>) {
      if (one.is_key && (value == Field{} || value == boost::uuids::uuid{})) value = random_uuid();
    } else if constexpr (holds_moment<Field>) {
      if ((one.is_inserted_at || one.is_updated_at) && value == Field{})
        value = value_of<Field>(std::chrono::microseconds{now});
    } else if constexpr (is_embeds_one<Field>) {
      if (value) finish_new_embed(*value);
    } else if constexpr (is_embeds_many<Field>) {
      for (auto& element : value) finish_new_embed(element);
    }
  }

  template <class T>
  void finish_new_embed(T& object) {
    for_each_field(object, new_embed_finisher{table_of<T>.fields.data(), now});
  }
};

/// Sets updated_at.
struct updated_embed_finisher {
  field const* next;
  std::int64_t now;
  std::uint64_t given;  // fields that the changeset sets itself

  template <class Field>
  void operator()(Field& value) {
    field const& one = *next++;
    bool const is_given = (given & 1) != 0;
    given >>= 1;
    if constexpr (holds_moment<Field>) {
      if (one.is_updated_at && !is_given) value = value_of<Field>(std::chrono::microseconds{now});
    }
  }
};

/// Finishes those fields of a struct that embed others and that `wanted` says.
struct embeds_finisher {
  std::int64_t now;
  std::uint64_t wanted;

  template <class Field>
  void operator()(Field& value) {
    bool const is_wanted = (wanted & 1) != 0;
    wanted >>= 1;
    if constexpr (is_embeds_one<Field>) {
      if (is_wanted && value) new_embed_finisher{nullptr, now}.finish_new_embed(*value);
    } else if constexpr (is_embeds_many<Field>) {
      if (!is_wanted) return;
      for (auto& element : value) new_embed_finisher{nullptr, now}.finish_new_embed(element);
    }
  }
};

template <class T>
inline constexpr bool has_embeds = [] {
  for (field const& one : table_of<T>.fields)
    if (one.is_embed) return true;
  return false;
}();

/// Before the write of a struct: what is embedded in it is new where its key or timestamps are not set.
template <class T>
void finish_embeds(T& object) {
  if constexpr (has_embeds<T>) for_each_field(object, embeds_finisher{now_in_microseconds(), ~std::uint64_t{0}});
}

template <class T>
void finish_embeds_at(changeset<T> const& from, T& object, bool is_insert, std::int64_t now) {
  auto const& record = changeset_access::record(from);
  std::uint64_t left = is_insert ? ~std::uint64_t{0} : record.changed;
  for (auto const& one : changeset_access::nested(from)) {
    one->finish(part(static_cast<void*>(&object), changeset_access::fields(from)[one->field]), now);
    left &= ~changeset_record::bit(one->field);
  }
  for_each_field(object, embeds_finisher{now, left});
}

/// Before a changeset is inserted or updated. `object`: the changeset applied, of which the changes will be sent.
template <class T>
void finish_embeds(changeset<T> const& from, T& object, action what) {
  if constexpr (has_embeds<T>) finish_embeds_at(from, object, what == action::insert, now_in_microseconds());
}

/// One embedded struct, of which `child` is the changeset.
template <class T>
void finish_child(changeset<T> const& child, T& object, std::int64_t now) {
  bool const is_new = child.action() == action::insert;
  finish_embeds_at(child, object, is_new, now);
  if (is_new) {
    new_embed_finisher{nullptr, now}.finish_new_embed(object);
  } else if constexpr (table_of<T>.has_timestamps) {
    if (child.action() != action::update || child.changes_empty()) return;
    for_each_field(object,
                   updated_embed_finisher{table_of<T>.fields.data(), now, changeset_access::record(child).changed});
  }
}

}  // namespace recto::detail
