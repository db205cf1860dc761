// SPDX-License-Identifier: BSL-1.0
// How embedded structs that are given meet those that are there: by key, or where they have none by value; what is left
// over is replaced, if the schema allows it. The same for cast_embed and put_embed, which say what is given.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/base/verdict.hpp>
#include <recto/changeset/changeset.hpp>
#include <recto/changeset/finish_embeds.hpp>
#include <recto/changeset/nested.hpp>
#include <recto/changeset/permit.hpp>
#include <recto/changeset/rules.hpp>
#include <recto/schema/field.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/embed.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto::detail {

constexpr bool child_stays(action what) { return what != action::delete_ && what != action::replace; }

/// The changesets of an embedded field, which know how to finish what they are applied to.
template <class T>
struct embed_changeset : nested_one<T> {
  using nested_one<T>::nested_one;
  void finish(void* object, std::int64_t now) const override {
    if (auto& one = *static_cast<embeds_one<T>*>(object)) finish_child(this->child, *one, now);
  }
};
template <class T>
struct embed_changesets : nested_many<T> {
  using nested_many<T>::nested_many;
  void finish(void* object, std::int64_t now) const override {
    auto element = static_cast<embeds_many<T>*>(object)->begin();
    for (changeset<T> const& child : this->children)
      if (child_stays(child.action())) finish_child(child, *element++, now);
  }
};

/// Calls `function(field, name)` for each field of the key.
template <class T, class Function, std::size_t... Index>
void for_each_key_field(T& object, Function& function, std::index_sequence<Index...>) {
  auto const call = [&]<std::size_t At>(std::integral_constant<std::size_t, At>) {
    constexpr field const& one = table_of<std::remove_const_t<T>>.fields[At];
    if constexpr (one.is_key && one.is_stored) function(get_field<At>(object), one.name);
  };
  (call(std::integral_constant<std::size_t, Index>{}), ...);
}
template <class T, class Function>
void for_each_key_field(T& object, Function&& function) {
  for_each_key_field(object, function, std::make_index_sequence<field_count<std::remove_const_t<T>>>{});
}

/// Writes a key as bytes, each of its fields with its length before it.
struct key_writer {
  std::string& out;

  template <class Field>
  void operator()(Field const& value, std::string_view) {
    if constexpr (is_optional<Field>) {
      if (value) append(*value);
      else out += '-';
    } else {
      append(value);
    }
  }

 private:
  template <class T>
  void append(T const& value) {
    std::size_t const before = out.size();
    try {
      std::size_t const size = encoded_size(value);
      out.append(std::to_string(size)).append(":");
      std::size_t const at = out.size();
      out.resize(at + size);
      encode(value, out.data() + at);
    } catch (error const&) {  // what cannot be stored, such as date{}
      out.resize(before);
      out += '?';
    }
  }
};

template <class T>
std::string key_bytes(T const& object) {
  std::string bytes;
  for_each_key_field(object, key_writer{bytes});
  return bytes;
}

template <class T>
inline constexpr bool has_key = table_of<T>.key_count() > 0;

/// A field that embeds, for messages.
struct embed_place {
  std::string_view owner;
  std::string_view field;
  std::string_view embedded;
  recto::on_replace on_replace;
  bool has_key;
};

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_replaced(embed_place const& place) {
  std::string const member = std::string(place.owner) + "::" + std::string(place.field);
  std::string why = member + ": an embedded " + std::string(place.embedded)
                  + " would be replaced or removed, which the schema does not allow; ";
  why += place.has_key ? "give the key of what is there, or say recto::when_replaced<&"
                       : "it has no key by which it could be updated, so say recto::when_replaced<&";
  throw error(error_kind::misuse, why + member + ", recto::on_replace::delete_> (or update, mark_as_invalid)");
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_child_action(embed_place const& place, action what) {
  throw error(
      error_kind::misuse,
      std::string(place.owner) + "::" + std::string(place.field) + ": a changeset of an embedded "
          + std::string(place.embedded) + " has action " + std::string(name_of(what))
          + (what == action::insert ? ", and what it is of is there already" : ", and what it is of is not there"));
}

/// May what is there go? Throws `misuse` where the schema says nothing.
inline bool may_replace(embed_place const& place) {
  if (place.on_replace == on_replace::raise) throw_replaced(place);
  return place.on_replace != on_replace::mark_as_invalid;
}

/// Gives a child its action, and checks one that it has. What a program puts itself may be of what is not there.
template <class Given, class T>
void settle_action(changeset<T>& child, bool is_there, bool key_is_set, embed_place const& place) {
  if (child.action() == action::none) child.set_action(is_there ? action::update : action::insert);
  action const what = child.action();
  bool const allowed = what == action::ignore
                    || (what == action::insert ? !is_there || !key_is_set
                                               : (is_there || !Given::is_from_outside) && what != action::replace);
  if (!allowed) throw_child_action(place, what);
}

template <class T>
bool is_untouched(changeset<T> const& child) {
  return child.action() == action::ignore
      || (child.action() == action::update && child.valid() && child.changes_empty());
}

enum class embed_outcome : unsigned char { unchanged, changed, refused };

/// The one that is given becomes `child`. `given` has `key()`, `is(current)` for what has no key, and
/// `make(current or null)`.
template <class T, class Given>
embed_outcome relate_one(embeds_one<T> const& current, Given const& given, embed_place const& place,
                         std::optional<changeset<T>>& child) {
  bool is_same = false;
  bool key_is_set = false;
  if constexpr (has_key<T>) {
    std::optional<std::string> const key = given.key();
    static std::string const unset = key_bytes(T{});
    key_is_set = !key || *key != unset;
    is_same = current && key && key_bytes(*current) == *key;
  } else {
    is_same = current && given.is(*current);
  }
  if (current && !is_same) {
    is_same = place.on_replace == on_replace::update;
    if (!is_same && !may_replace(place)) return embed_outcome::refused;
  }
  child.emplace(given.make(is_same ? &*current : nullptr));
  settle_action<Given>(*child, is_same, key_is_set, place);
  if (child->action() == action::ignore || (is_same && is_untouched(*child))) return embed_outcome::unchanged;
  return embed_outcome::changed;
}

/// Finds among what is there by key, each once, the first one first.
template <class T>
class current_finder {
 public:
  explicit current_finder(std::vector<T> const& current) : current_(&current), taken_(current.size()) {
    if constexpr (has_key<T>) {
      for (std::size_t i = 0; i < current.size(); ++i) keys_.emplace_back(key_bytes(current[i]), i);
      sort_by_key(keys_.data(), keys_.size(), [](auto const& one) -> std::string const& { return one.first; });
    }
  }

  template <class Given>
  T const* take(Given const& given, std::size_t& at, bool& key_is_set) {
    if (left_ == 0 && !has_key<T>) return nullptr;
    if constexpr (has_key<T>) {
      std::optional<std::string> const key = given.key();
      static std::string const unset = key_bytes(T{});
      key_is_set = !key || *key != unset;
      if (!key || left_ == 0) return nullptr;
      auto found = std::lower_bound(keys_.begin(), keys_.end(), *key,
                                    [](auto const& one, std::string const& wanted) { return one.first < wanted; });
      for (; found != keys_.end() && found->first == *key; ++found)
        if (!taken_[found->second]) return mark(at = found->second);
    } else {
      for (std::size_t i = 0; i < current_->size(); ++i)
        if (!taken_[i] && given.is((*current_)[i])) return mark(at = i);
    }
    return nullptr;
  }
  bool is_left(std::size_t index) const { return !taken_[index]; }
  bool any_left() const { return left_ != 0; }

 private:
  T const* mark(std::size_t index) {
    taken_[index] = true;
    --left_;
    return &(*current_)[index];
  }

  std::vector<T> const* current_;
  std::vector<bool> taken_;
  std::vector<std::pair<std::string, std::size_t>> keys_{};
  std::size_t left_ = current_->size();
};

/// Those that are given become `children`, in their order; what is replaced follows.
template <class T, class Given>
embed_outcome relate_many(embeds_many<T> const& current, std::vector<Given> const& given, embed_place const& place,
                          std::vector<changeset<T>>& children) {
  current_finder<T> finder(current.rows());
  bool is_untouched_all = true;
  std::size_t next = 0;
  for (Given const& one : given) {
    std::size_t at = 0;
    bool key_is_set = false;
    T const* const found = finder.take(one, at, key_is_set);
    changeset<T> child = one.make(found);
    settle_action<Given>(child, found != nullptr, key_is_set, place);
    if (child.action() == action::ignore) {
      if (found == nullptr) continue;
      child = changeset<T>(*found);
      child.set_action(action::ignore);
    }
    is_untouched_all = is_untouched_all && found != nullptr && at == next++ && is_untouched(child);
    children.push_back(std::move(child));
  }
  if (finder.any_left() && !may_replace(place)) return embed_outcome::refused;
  for (std::size_t i = 0; i < current.size(); ++i) {
    if (!finder.is_left(i)) continue;
    children.emplace_back(current[i]).set_action(action::replace);
    is_untouched_all = false;
  }
  return is_untouched_all ? embed_outcome::unchanged : embed_outcome::changed;
}

/// Writes what became of an embedded field to the changeset that has it.
template <auto Member, class T>
class embed_writer {
 public:
  using member = member_type<Member>;
  using embedded_type = typename member::embedded_type;
  static constexpr std::size_t index = field_index<Member>;

  explicit embed_writer(changeset<T>& of) : of_(of) {}

  static constexpr embed_place place{struct_name<T>.view(), member_name<Member>, struct_name<embedded_type>.view(),
                                     table_of<T>.fields[index].on_replace, has_key<embedded_type>};

  member const& current() const { return of_.data().*Member; }

  void nothing_changes() {
    changeset_access::drop_nested(of_, index);
    changeset_access::record(of_).drop_change(changeset_access::fields(of_), changeset_access::objects(of_), index);
  }
  void put_none() {
    changeset_access::drop_nested(of_, index);
    settle(member{});
  }
  void put(changeset<embedded_type> child) {
    changeset_access::drop_nested(of_, index);
    bool const is_valid = child.valid();
    settle(child_stays(child.action()) ? member(child.apply()) : member{}, is_valid);
    if (!is_unchanged_)
      changeset_access::nested(of_).push_back(
          std::make_shared<embed_changeset<embedded_type> const>(index, std::move(child)));
  }
  void put(std::vector<changeset<embedded_type>> children) {
    changeset_access::drop_nested(of_, index);
    bool is_valid = true;
    std::vector<embedded_type> rows;
    for (changeset<embedded_type> const& one : children) {
      is_valid = is_valid && one.valid();
      if (child_stays(one.action())) rows.push_back(one.apply());
    }
    settle(member(std::move(rows)), is_valid);
    if (!is_unchanged_)
      changeset_access::nested(of_).push_back(
          std::make_shared<embed_changesets<embedded_type> const>(index, std::move(children)));
  }

 private:
  // Structs without keys may be replaced by equal ones: that is no change. An invalid one is kept for its errors.
  void settle(member value, bool is_valid = true) {
    auto& record = changeset_access::record(of_);
    is_unchanged_ = is_valid && same_value(value, current());
    if (is_unchanged_) {
      record.drop_change(changeset_access::fields(of_), changeset_access::objects(of_), index);
    } else {
      changeset_access::changes(of_).*Member = std::move(value);
      record.mark_changed(index);
    }
    record.is_valid = record.is_valid && is_valid;
  }

  changeset<T>& of_;
  bool is_unchanged_ = false;
};

template <class T, auto Member>
consteval auto judge_embed() {
  if constexpr (!std::is_same_v<owner_of<Member>, T>) return judge_field<T, Member>();
  else if constexpr (!is_embed<member_type<Member>>) return failed<not_an_embed, struct_name<T>, field_name<Member>>{};
  else if constexpr (is_embeds_many<member_type<Member>>
                     && table_of<T>.fields[field_index<Member>].on_replace == on_replace::update)
    return failed<update_of_many, struct_name<T>, field_name<Member>>{};
  else return ok{};
}

template <fixed_string Struct, fixed_string Field>
struct assert_changeset<failed<not_an_embed, Struct, Field>> {
  static_assert(
      failed<not_an_embed, Struct, Field>::value,
      "recto: cast_embed, put_embed: this field embeds no struct; make it a recto::embeds_one or embeds_many, "
      "or use cast and put (subjects: struct, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_changeset<failed<update_of_many, Struct, Field>> {
  static_assert(
      failed<update_of_many, Struct, Field>::value,
      "recto: on_replace: update is for an embeds_one; for an embeds_many say delete_ or mark_as_invalid, and "
      "let the params have keys (subjects: struct, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

}  // namespace recto::detail
