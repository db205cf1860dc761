// SPDX-License-Identifier: BSL-1.0
// Changes without a cast, for values that the program made itself: `change`, and the stages put, force, update_change,
// delete_change; and what becomes of a changeset without a database: merge, apply_changes, apply_action.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/changeset.hpp>
#include <recto/changeset/errors.hpp>

#include <expected>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>

namespace recto {

/// A changeset without changes. Ecto: `change/1`.
template <class T>
  requires(!is_changeset<T>)
changeset<T> change(T data) {
  return changeset<T>(std::move(data));
}

namespace detail {

template <auto Member, class Value>
struct put_change_stage {
  Value value;

  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    into.template put<Member>(value);
    return into;
  }
};

template <auto Member, class Value>
struct force_change_stage {
  Value value;

  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    into.template force<Member>(value);
    return into;
  }
};

template <auto Member>
struct delete_change_stage {
  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    into.template delete_change<Member>();
    return into;
  }
};

template <auto Member, class Function>
struct update_change_stage {
  Function function;

  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    into.template update_change<Member>(function);
    return into;
  }
};

// A literal is kept as text: the stage may outlive an array that it was made from.
template <class Value>
struct kept_value {
  using type = Value;
};
template <class Value>
  requires std::convertible_to<Value, std::string_view>
struct kept_value<Value> {
  using type = std::string;
};

}  // namespace detail

/// Changes a field. The value that the data has is no change. Ecto: `put_change`.
template <auto Member, class Value>
auto put(Value&& value) {
  using kept = typename detail::kept_value<std::decay_t<Value>>::type;
  return detail::put_change_stage<Member, kept>{kept(std::forward<Value>(value))};
}

/// The same of a list: `put<&Post::tags>({"a", "b"})`.
template <auto Member>
  requires detail::is_vector<value_of<member_type<Member>>>
auto put(std::initializer_list<typename value_of<member_type<Member>>::value_type> values) {
  using list = value_of<member_type<Member>>;
  return detail::put_change_stage<Member, list>{list(values)};
}

/// Changes a field even to the value that it has, so that an update sends it. Ecto: `force_change`.
template <auto Member, class Value>
auto force(Value&& value) {
  using kept = typename detail::kept_value<std::decay_t<Value>>::type;
  return detail::force_change_stage<Member, kept>{kept(std::forward<Value>(value))};
}

/// Takes a change back. Ecto: `delete_change`.
template <auto Member>
constexpr detail::delete_change_stage<Member> delete_change() {
  return {};
}

/// Puts `function(change)`, if there is a change. Ecto: `update_change`.
template <auto Member, class Function>
detail::update_change_stage<Member, Function> update_change(Function function) {
  return {std::move(function)};
}

/// The struct with its changes, valid or not. Ecto: `apply_changes`.
template <class T>
T apply_changes(changeset<T> from) {
  return std::move(from).apply();
}

/// The struct with its changes if they are valid; else the changeset, with the action set so that a form shows its
/// errors. No database is asked. Ecto: `apply_action`.
template <class T>
std::expected<T, changeset<T>> apply_action(changeset<T> from, action what) {
  from.set_action(what);
  if (!from.valid()) return std::unexpected(std::move(from));
  return std::move(from).apply();
}

/// The same. Errors: `invalid_value` with the errors of the changeset, if it is not valid. Ecto: `apply_action!`.
template <class T>
T apply_action_or_throw(changeset<T> from, action what) {
  if (!from.valid()) {
    from.set_action(what);
    detail::throw_invalid_changeset(from);
  }
  return std::move(from).apply();
}

/// The two as one: changes of the second win, errors of both count. Errors: `misuse` unless both are of the same data,
/// or if they have different actions. Ecto: `merge`.
template <class T>
changeset<T> merge(changeset<T> first, changeset<T> second) {
  using access = detail::changeset_access;
  auto const& fields = access::fields(first);
  auto in = access::objects(first);
  auto const from = access::objects(second);
  for (auto const& one : fields)
    if (!one.how->same(detail::part(in.data, one), detail::part(from.data, one)))
      throw error(error_kind::misuse, "merge: the changesets are of different data, in field " + std::string(one.name));
  auto& into = access::record(first);
  auto& other = access::record(second);
  if (into.what != action::none && other.what != action::none && into.what != other.what)
    throw error(error_kind::misuse, "merge: the changesets have different actions");
  for (std::size_t i = 0; i < fields.count; ++i) {
    if (!other.is_changed(i)) continue;
    access::drop_nested(first, i);
    fields[i].how->assign(detail::part(in.changes, fields[i]), detail::part(from.changes, fields[i]));
  }
  into.absorb(std::move(other));
  auto const append = [](auto& to, auto& more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  };
  append(access::nested(first), access::nested(second));
  append(access::prepare(first), access::prepare(second));
  append(access::locks(first), access::locks(second));
  if (access::locked(second)) access::locked(first) = access::locked(second);
  return first;
}

}  // namespace recto
