// SPDX-License-Identifier: BSL-1.0
// How associated structs that are given meet those that are there: by key. What is left over is replaced, if the program
// allows it. The same for put_assoc and cast_assoc, which say what is given.
// Layer 7.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/query/select.hpp>
#include <recto/query/subquery.hpp>
#include <recto/repo/association_changes.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// Options of `put_assoc`.
struct assoc_options {
  /// What becomes of rows that are there and are not among the given; without it what schema() says, else `raise`.
  std::optional<recto::on_replace> on_replace{};
};

namespace detail {

template <auto Association>
consteval bool assert_writable_association() {
  if constexpr (!assert_association<Association>()) {
    return false;
  } else if constexpr (is_through<Association>) {
    using verdict = failed<through_is_read_only, struct_name<owner_of<Association>>, association_name<Association>>;
    static_assert(assert_schema<verdict>::value);
    return false;
  } else {
    return true;
  }
}

template <class T, auto Association>
consteval bool assert_associated_field() {
  if constexpr (!assert_field<T, Association>()) return false;
  else return assert_writable_association<Association>();
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_not_preloaded(std::string_view owner, std::string_view name) {
  throw error(
      error_kind::not_loaded,
      concat({owner, "::", name, ": the association of a stored row is changed without being loaded; load it first: ",
              "repo.preload(row, recto::preload<&", owner, "::", name, ">())"}));
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_replaced_row(std::string_view owner, std::string_view name) {
  throw error(error_kind::misuse,
              concat({owner, "::", name, ": associated rows would be replaced or removed; name all that stay, or say ",
                      ".on_replace = recto::on_replace::delete_ (or nilify, mark_as_invalid)"}));
}

[[noreturn, gnu::cold, gnu::noinline]] inline void throw_no_update(std::string_view owner, std::string_view name) {
  throw error(
      error_kind::misuse,
      concat({owner, "::", name, ": on_replace::update is for cast_assoc of a belongs_to or has_one, and needs ",
              "params to update by; say delete_, nilify or mark_as_invalid"}));
}

/// The rows that an association had and those that it shall have.
template <auto Association>
class association_relation {
 public:
  using owner = owner_of<Association>;
  using child = associated<Association>;
  static constexpr association_kind kind = kind_of_association<Association>;
  static constexpr bool is_many = kind == association_kind::has_many || kind == association_kind::many_to_many;

  association_relation(changeset<owner> const& of, assoc_options const& options)
      : how_(options.on_replace.value_or(table_of<owner>.fields[field_index<Association>].on_replace)) {
    auto const& association = of.data().*Association;
    if (!association.is_loaded()) {
      check_loaded(of);
    } else if constexpr (is_many) {
      for (child const& one : association) current_.push_back(&one);
    } else if (association.has_value()) {
      current_.push_back(&*association);
    }
    taken_.resize(current_.size());
    for (std::size_t i = 0; i < current_.size(); ++i) keys_.emplace_back(key_bytes(*current_[i]), i);
    sort_by_key(keys_.data(), keys_.size(), [](auto const& one) -> std::string const& { return one.first; });
  }

  /// Throws unless the association is loaded, or the row is new and has none.
  static void check_loaded(changeset<owner> const& of) {
    bool const is_new =
        changeset_access::record(of).is_new(changeset_access::fields(of), changeset_access::objects(of));
    if (!is_new && !(of.data().*Association).is_loaded())
      throw_not_preloaded(short_type_name<owner>, member_name<Association>);
  }

  /// The row that is there with the key of `probe`, which is then taken; null if there is none.
  child const* take(child const& probe) {
    std::string const key = key_bytes(probe);
    auto found = std::lower_bound(keys_.begin(), keys_.end(), key,
                                  [](auto const& one, std::string const& wanted) { return one.first < wanted; });
    for (; found != keys_.end() && found->first == key; ++found) {
      if (taken_[found->second]) continue;
      taken_[found->second] = true;
      return current_[found->second];
    }
    return nullptr;
  }

  /// Of an association of one, what is there, whatever its key, if it is to be updated.
  child const* take_to_update() {
    if (is_many || how_ != on_replace::update || current_.empty() || taken_[0]) return nullptr;
    taken_[0] = true;
    return current_[0];
  }

  static bool has_unset_keys(child const& row) {
    static std::string const unset = key_bytes(child{});
    return key_bytes(row) == unset;
  }

  /// One that a program gives.
  void add(changeset<child> given) {
    bool const is_unset = has_unset_keys(given.data());
    child const* const found = is_unset ? nullptr : take(given.data());
    if (given.action() == action::none) given.set_action(is_unset ? action::insert : action::update);
    add(std::move(given), found != nullptr);
  }

  /// One with its action.
  void add(changeset<child> given, bool is_there) {
    given_.push_back(std::move(given));
    joined_.push_back(is_there);
  }

  /// Makes it the change of the field. False if rows would be replaced and `mark_as_invalid` says no.
  bool settle(changeset<owner>& of) {
    auto& record = changeset_access::record(of);
    constexpr std::size_t index = field_index<Association>;
    std::optional<changeset<child>> replaced;
    for (std::size_t i = 0; i < current_.size(); ++i) {
      if (taken_[i]) continue;
      if (how_ == on_replace::raise) throw_replaced_row(short_type_name<owner>, member_name<Association>);
      if (how_ == on_replace::update) throw_no_update(short_type_name<owner>, member_name<Association>);
      if (how_ == on_replace::mark_as_invalid) {
        of.template add_error<Association>("is invalid",
                                           {{"validation", "assoc"}, {"type", is_many ? "{array, map}" : "map"}});
        return false;
      }
      if (kind != association_kind::belongs_to && how_ == on_replace::nilify) check_nilify();
      changeset<child> gone(*current_[i]);
      gone.set_action(action::replace);
      if constexpr (is_many) add(std::move(gone), true);
      else replaced = std::move(gone);
    }
    changeset_access::drop_nested(of, index);
    bool changes = replaced.has_value();
    for (std::size_t i = 0; i < given_.size(); ++i) {
      changeset<child> const& one = given_[i];
      changes = changes || !joined_[i] || one.action() != action::update || !one.changes_empty() || !one.valid();
      record.is_valid = record.is_valid && one.valid();
    }
    if constexpr (kind == association_kind::belongs_to)
      if (given_.empty() ? replaced.has_value() : !child_stays(given_.back().action())) check_nilify();
    if (!changes) {
      record.drop_change(changeset_access::fields(of), changeset_access::objects(of), index);
      return true;
    }
    keep(of, std::move(replaced));
    record.mark_changed(index);
    return true;
  }

 private:
  // Where the key would have to become NULL, it can.
  static void check_nilify() {
    constexpr bool is_here = kind == association_kind::belongs_to;
    constexpr bool has_field = kind != association_kind::many_to_many;
    using holder = std::conditional_t<is_here, owner, child>;
    constexpr std::size_t key = is_here ? compared_by<Association>.here : compared_by<Association>.there;
    if constexpr (has_field && !is_optional<field_type<holder, key>>)
      throw_key_not_null(short_type_name<owner>, member_name<Association>, short_type_name<holder>,
                         field_names<holder>[key]);
  }

  void keep(changeset<owner>& of, std::optional<changeset<child>> replaced) {
    auto& field = changeset_access::changes(of).*Association;
    auto& nested = changeset_access::nested(of);
    if constexpr (is_many) {
      std::vector<child> rows;
      for (changeset<child> const& one : given_)
        if (child_stays(one.action())) rows.push_back(one.apply());
      field.load(std::move(rows));
      nested.push_back(
          std::make_shared<many_associated<Association> const>(std::move(given_), std::move(joined_), how_));
    } else {
      bool const is_none = given_.empty();
      if (is_none) {
        // Stands for the row that there shall not be.
        given_.emplace_back(child{});
        given_.back().set_action(action::replace);
      }
      field.load(is_none ? std::nullopt : std::optional<child>(given_.back().apply()));
      nested.push_back(
          std::make_shared<one_associated<Association> const>(std::move(given_.back()), std::move(replaced), how_));
    }
  }

  on_replace how_;
  std::vector<child const*> current_{};
  std::vector<bool> taken_{};
  std::vector<std::pair<std::string, std::size_t>> keys_{};
  std::vector<changeset<child>> given_{};
  std::vector<bool> joined_{};
};

/// The query for the rows that any of `keys` leads to, each row once.
template <auto Association, class Key>
auto query_of_associated(std::vector<Key> keys) {
  using child = associated<Association>;
  constexpr auto path = steps_of<Association>();
  if constexpr (is_through<Association>) {
    auto const asked = only_associated<Association, "associated">(aliased<child, "associated">::begin());
    auto const found = join_backwards<Association, 1, "associated">(path, asked)
                     | where(in(column_of_parent<Association, "associated">(path), std::move(keys)))
                     | select(field_column<child, only_key_field<child>(), "associated">{});
    return from<child> | where(in(field_column<child, only_key_field<child>()>{}, found));
  } else {
    return join_backwards<Association, 1, "">(path, only_associated<Association>(from<child>))
         | where(in(column_of_parent<Association, "">(path), std::move(keys)));
  }
}

}  // namespace detail

}  // namespace recto
