// SPDX-License-Identifier: BSL-1.0
// `put_embed`: embedded structs, or changesets of them, that the program made itself; and `get_embed`, which gives what an
// embedded field will be as changesets.
// Layer 4.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/changeset/embed_children.hpp>
#include <recto/changeset/permit.hpp>

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

/// Puts the fields of `object` that differ as changes into a changeset of what is there: all but the key, and
/// timestamps that are not set.
template <class T>
void put_fields(changeset<T>& into, T& object) {
  static T const fresh{};
  auto& record = changeset_access::record(into);
  auto const& fields = changeset_access::fields(into);
  auto const in = changeset_access::objects(into);
  for (std::size_t i = 0; i < fields.count; ++i) {
    recto::field const& one = table_of<T>.fields[i];
    void const* const value = part(static_cast<void const*>(&object), fields[i]);
    if (one.is_key || fields[i].how->same(value, part(in.data, fields[i]))) continue;
    if ((one.is_inserted_at || one.is_updated_at) && fields[i].how->same(value, part(&fresh, fields[i]))) continue;
    fields[i].how->assign(part(in.changes, fields[i]), value);
    record.mark_changed(i);
  }
}

/// One child that the program gives: a struct, or a changeset of it.
template <class T>
struct given_child {
  static constexpr bool is_from_outside = false;
  changeset<T> child;
  bool is_struct;
  embed_place const* place;

  std::optional<std::string> key() const { return key_bytes(child.data()); }
  bool is(T const& current) const { return same_value(child.data(), current); }
  changeset<T> make(T const* current) const {
    if (current == nullptr) return child;
    if (!is_struct) {
      if (has_key<T> && key_bytes(child.data()) != key_bytes(*current)) throw_not_of_it();
      return child;
    }
    changeset<T> made{T(*current)};
    T object(child.data());
    put_fields(made, object);
    return made;
  }

 private:
  [[noreturn, gnu::cold]] void throw_not_of_it() const {
    throw error(error_kind::misuse, std::string(place->owner) + "::" + std::string(place->field)
                                        + ": put_embed was given a changeset of another struct than is there, and "
                                          "on_replace says to update that; make the changeset of it, or put a struct");
  }
};

template <class Value, class T>
concept child_of = std::same_as<Value, changeset<T>> || std::convertible_to<Value const&, T>;

template <class Value>
using given_element = std::remove_cvref_t<decltype(*std::declval<Value const&>().begin())>;

/// May `Value` be put into a field of type `Field`, which embeds?
template <class Field, class Value>
consteval bool fits_embed() {
  using child = typename Field::embedded_type;
  if constexpr (is_embeds_one<Field>) {
    if constexpr (std::same_as<Value, Field> || std::same_as<Value, std::nullopt_t> || child_of<Value, child>)
      return true;
    else if constexpr (is_optional<Value>) return child_of<value_of<Value>, child>;
    else return false;
  } else if constexpr (requires(Value const& value) { *value.begin(), value.end(); }) {
    return child_of<given_element<Value>, child>;
  } else {
    return false;
  }
}

template <class T, auto Member, class Value>
consteval auto judge_put_embed() {
  using verdict = decltype(judge_embed<T, Member>());
  if constexpr (!verdict::value) return verdict{};
  else if constexpr (!fits_embed<member_type<Member>, Value>())
    return failed<value_does_not_fit, struct_name<T>, field_name<Member>>{};
  else return ok{};
}

template <class T, class Value>
given_child<T> child_from(Value const& value, embed_place const& place) {
  if constexpr (is_changeset<Value>) return {value, false, &place};
  else return {changeset<T>(T(value)), true, &place};
}

template <auto Member, class Value>
struct put_embed_stage {
  Value value;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    using verdict = decltype(judge_put_embed<T, Member, Value>());
    static_assert(assert_changeset<verdict>::value);
    if constexpr (verdict::value) {
      bool is_put = true;
      if constexpr (is_embeds_many<member_type<Member>>) is_put = put_many(of);
      else if constexpr (std::same_as<Value, std::nullopt_t>) is_put = put_none(of);
      else if constexpr (requires { value.has_value(); })
        is_put = value.has_value() ? put_one(of, *value) : put_none(of);
      else is_put = put_one(of, value);
      bool const is_many = is_embeds_many<member_type<Member>>;
      if (!is_put)
        of.template add_error<Member>("is invalid",
                                      {{"validation", "embed"}, {"type", is_many ? "{array, map}" : "map"}});
    }
    return of;
  }

 private:
  template <class T>
  static bool put_none(changeset<T>& of) {
    embed_writer<Member, T> write(of);
    if (write.current() && !may_replace(write.place)) return false;
    write.put_none();
    return true;
  }

  template <class T, class Child>
  static bool put_one(changeset<T>& of, Child const& given) {
    using child = typename member_type<Member>::embedded_type;
    embed_writer<Member, T> write(of);
    std::optional<changeset<child>> made;
    embed_outcome const outcome = relate_one(write.current(), child_from<child>(given, write.place), write.place, made);
    if (outcome == embed_outcome::unchanged) write.nothing_changes();
    else if (outcome == embed_outcome::changed) write.put(std::move(*made));
    return outcome != embed_outcome::refused;
  }

  template <class T>
  bool put_many(changeset<T>& of) const {
    using child = typename member_type<Member>::embedded_type;
    embed_writer<Member, T> write(of);
    std::vector<given_child<child>> all;
    for (auto const& one : value) all.push_back(child_from<child>(one, write.place));
    std::vector<changeset<child>> made;
    embed_outcome const outcome = relate_many(write.current(), all, write.place, made);
    if (outcome == embed_outcome::unchanged) write.nothing_changes();
    else if (outcome == embed_outcome::changed) write.put(std::move(made));
    return outcome != embed_outcome::refused;
  }
};

}  // namespace detail

/// Puts what an embedded field shall be: for an `embeds_one` a struct, a changeset of it, or none (`std::nullopt`, an empty
/// optional); for an `embeds_many` a list of structs or of changesets, which is all that will be there.
///
/// What is there and has the same key is updated: by a struct all of its fields that differ, but for timestamps that are
/// not set. Without a key, what is equal to what is there is the same (of a changeset: its data). Everything else is new,
/// and what is there gives way to it as `recto::when_replaced<&T::field, ...>` says, by default not at all: that throws
/// `misuse`. Ecto: `put_embed`, where a struct never updates a field of what is there.
template <auto Member, class Value>
  requires(!std::same_as<std::remove_cvref_t<Value>, member_type<Member>>)
auto put_embed(Value&& value) {
  return detail::put_embed_stage<Member, std::decay_t<Value>>{std::forward<Value>(value)};
}
template <auto Member>
  requires is_embeds_many<member_type<Member>>
auto put_embed(std::initializer_list<changeset<typename member_type<Member>::embedded_type>> children) {
  using given = std::vector<changeset<typename member_type<Member>::embedded_type>>;
  return detail::put_embed_stage<Member, given>{given(children)};
}
template <auto Member>
auto put_embed(member_type<Member> value) {
  return detail::put_embed_stage<Member, member_type<Member>>{std::move(value)};
}

/// May a `Value` be put into an embedded field of a changeset of `T`? `ok`, or the first rule that is broken.
template <class T, auto Member, class Value>
using put_embed_verdict = decltype(detail::judge_put_embed<T, Member, Value>());

/// What an embedded field will be, as changesets: those that were cast or put, without those that go, else new ones of
/// what is there. Of an `embeds_one` an optional, of an `embeds_many` a vector. As structs: `get_field`. Ecto: `get_embed`.
template <auto Member, class T>
auto get_embed(changeset<T> const& of) {
  using member = member_type<Member>;
  static_assert(detail::assert_changeset<decltype(detail::judge_embed<T, Member>())>::value);
  if constexpr (is_embeds_one<member>) {
    std::optional<changeset<typename member::embedded_type>> found;
    if (auto const* const child = of.template get_nested<Member>()) {
      if (detail::child_stays(child->action())) found = *child;
    } else if (auto const& one = of.template get_field<Member>()) {
      found.emplace(*one);
    }
    return found;
  } else if constexpr (is_embeds_many<member>) {
    std::vector<changeset<typename member::embedded_type>> found;
    if (auto const* const children = of.template get_nested_many<Member>()) {
      for (auto const& child : *children)
        if (detail::child_stays(child.action())) found.push_back(child);
    } else {
      for (auto const& one : of.template get_field<Member>()) found.emplace_back(one);
    }
    return found;
  }
}

}  // namespace recto
