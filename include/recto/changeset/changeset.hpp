// SPDX-License-Identifier: BSL-1.0
// `changeset<T>`: a struct, what shall change in it, and what is wrong with that. A value like any other: made by
// `cast` or `change`, refined by stages, handed to the repo, and handed back with errors that a form can show.
// Layer 4.
#pragma once

#include <recto/changeset/nested.hpp>
#include <recto/changeset/permit.hpp>
#include <recto/changeset/record.hpp>
#include <recto/reflect/fields.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

/// What `changed<&Post::title>({.from = "a", .to = "b"})` asks for; what is left out may be anything.
template <class Field>
struct change_filter {
  std::optional<Field> from{};
  std::optional<Field> to{};
};

/// A struct and what shall change in it.
///
/// A field is in one of three states: without a change, changed to NULL (an empty std::optional), changed to a value.
/// Fields are named by pointers to members; another struct's do not compile. Copies are deep but for params, which are
/// shared. Cost: the struct twice, and vectors that stay empty while nothing is wrong. Ecto: `Ecto.Changeset`.
template <class T>
class changeset {
 public:
  using data_type = T;

  changeset() = default;
  explicit changeset(T data) : data_(std::move(data)) {}

  /// The struct as it was.
  T const& data() const noexcept { return data_; }
  /// Is nothing wrong, as far as is known without the database? Nested changesets count.
  bool valid() const noexcept { return record_.is_valid; }
  recto::action action() const noexcept { return record_.what; }
  void set_action(recto::action what) noexcept { record_.what = what; }

  /// Every error, newest first, but for those of nested changesets (`errors_on` has them too).
  std::vector<field_error> const& errors() const noexcept { return record_.errors; }
  /// The errors of one field, newest first.
  template <auto Member>
  std::vector<field_error> errors_of() const {
    detail::require_field<T, Member>();
    std::vector<field_error> found;
    for (field_error const& one : record_.errors)
      if (one.field() == member_name<Member>) found.push_back(one);
    return found;
  }
  std::vector<declared_constraint> const& constraints() const noexcept { return record_.constraints; }
  std::vector<validation> const& validations() const noexcept { return record_.validations; }
  /// The params that were cast last; empty if none were.
  params const& given_params() const noexcept {
    static params const none;
    return record_.params_given.empty() ? none : record_.params_given.back();
  }
  /// Keys of the params that no `permit`, no nested cast and no validation of a param asked for, in order. Borrowed from
  /// the params.
  std::vector<std::string_view> unknown_params() const {
    std::vector<std::string_view> asked = names_of(record_.permitted);
    std::vector<std::string> const beside = record_.params_beside_fields();
    for (std::string const& key : beside) asked.emplace_back(key);
    return given_params().unknown_keys(std::move(asked));
  }
  /// Names of the fields that `validate_required` asked for.
  std::vector<std::string_view> required() const { return names_of(record_.required); }

  /// Does nothing change?
  bool changes_empty() const noexcept { return record_.changed == 0; }
  /// Names of the fields that change, in the order of the struct.
  std::vector<std::string_view> changed_fields() const { return names_of(record_.changed); }

  /// The change of a field, or null if it has none. A change to NULL is a pointer to an empty optional. Borrowed.
  template <auto Member>
  member_type<Member> const* get_change() const {
    // Without a second error for what is refused.
    if constexpr (!detail::assert_field<T, Member>()) return nullptr;
    else return record_.is_changed(field_index<Member>) ? &(changes_.*Member) : nullptr;
  }
  template <auto Member>
  member_type<Member> get_change(member_type<Member> otherwise) const {
    auto const* const found = get_change<Member>();
    return found != nullptr ? *found : std::move(otherwise);
  }
  /// The change of a field, else its data. Borrowed. Ecto: `get_field`.
  template <auto Member>
  member_type<Member> const& get_field() const {
    if constexpr (!detail::assert_field<T, Member>()) return *get_change<Member>();
    else return record_.is_changed(field_index<Member>) ? changes_.*Member : data_.*Member;
  }

  /// Does the field have a change, and is it from and to what is asked for? Ecto: `changed?`.
  template <auto Member>
  bool changed(change_filter<member_type<Member>> const& asked = {}) const {
    auto const* const change = get_change<Member>();
    if (change == nullptr) return false;
    if (asked.from && !detail::same_value(*asked.from, data_.*Member)) return false;
    return !asked.to || detail::same_value(*asked.to, *change);
  }

  /// Is there nothing in the field: NULL, blank text, or what `validate_required` takes for nothing given?
  template <auto Member>
  bool field_missing() const {
    detail::require_field<T, Member>();
    return record_.is_missing(fields(), objects(), field_index<Member>);
  }

  /// Changes a field, without a cast. The value that the data has is no change, and takes back one that is there.
  template <auto Member, class Value>
  changeset& put(Value&& value) {
    if constexpr (detail::assert_put<T, Member, std::remove_cvref_t<Value>>()) {
      constexpr std::size_t index = field_index<Member>;
      changes_.*Member = std::forward<Value>(value);
      drop_nested(index);
      if (detail::same_value(changes_.*Member, data_.*Member)) record_.drop_change(fields(), objects(), index);
      else record_.changed |= record_.bit(index);
      record_.given |= record_.bit(index);
    }
    return *this;
  }
  /// Changes a field even to the value that it has.
  template <auto Member, class Value>
  changeset& force(Value&& value) {
    if constexpr (detail::assert_put<T, Member, std::remove_cvref_t<Value>>()) {
      changes_.*Member = std::forward<Value>(value);
      drop_nested(field_index<Member>);
      record_.mark_changed(field_index<Member>);
    }
    return *this;
  }
  /// Takes a change back.
  template <auto Member>
  changeset& delete_change() {
    detail::require_field<T, Member>();
    drop_nested(field_index<Member>);
    record_.drop_change(fields(), objects(), field_index<Member>);
    return *this;
  }
  /// Puts `function(change)` if there is a change.
  template <auto Member, class Function>
  changeset& update_change(Function&& function) {
    if (auto const* const change = get_change<Member>()) put<Member>(std::forward<Function>(function)(*change));
    return *this;
  }

  /// Says that something is wrong with a field.
  template <auto Member>
  changeset& add_error(std::string_view message, error_meta meta = {}) {
    detail::require_field<T, Member>();
    return add_error(member_name<Member>, message, std::move(meta));
  }
  /// The same under any key, such as "base" for what concerns no single field.
  changeset& add_error(std::string_view key, std::string_view message, error_meta meta = {}) {
    record_.add_error({key, message, std::move(meta)});
    return *this;
  }

  /// The struct with its changes, valid or not.
  T apply() const& {
    T applied(data_);
    apply_to(applied);
    return applied;
  }
  T apply() && {
    apply_to(data_);
    return std::move(data_);
  }

  /// What an `embeds_one` or an association becomes: null if nothing was cast for it, or as a changeset of its own.
  /// `get_nested_many` is for those of many. Borrowed.
  template <auto Member>
  auto const* get_nested() const {
    detail::require_field<T, Member>();
    using child = detail::nested_type<member_type<Member>>;
    auto const* const found = static_cast<detail::nested_one<child> const*>(find_nested(field_index<Member>));
    return found != nullptr ? &found->child : nullptr;
  }
  template <auto Member>
  auto const* get_nested_many() const {
    detail::require_field<T, Member>();
    using child = detail::nested_type<member_type<Member>>;
    auto const* const found = static_cast<detail::nested_many<child> const*>(find_nested(field_index<Member>));
    return found != nullptr ? &found->children : nullptr;
  }

 private:
  friend struct detail::changeset_access;

  static constexpr detail::changeset_fields const& fields() { return detail::changeset_fields_of<T>; }
  static T const& fresh() {
    static T const object{};
    return object;
  }
  detail::changeset_objects objects() noexcept { return {&data_, &changes_, &fresh()}; }
  // Of a const one nothing is changed: those who ask take the `void*` for const.
  detail::changeset_objects objects() const noexcept { return {&data_, const_cast<T*>(&changes_), &fresh()}; }

  std::vector<std::string_view> names_of(std::uint64_t mask) const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < fields().count; ++i)
      if ((mask & record_.bit(i)) != 0) names.push_back(fields()[i].name);
    return names;
  }

  void apply_to(T& object) const {
    for (std::uint64_t left = record_.changed; left != 0; left &= left - 1) {
      auto const& one = fields()[static_cast<std::size_t>(std::countr_zero(left))];
      one.how->assign(detail::part(static_cast<void*>(&object), one), detail::part(&changes_, one));
    }
  }

  detail::nested_changesets const* find_nested(std::size_t field) const {
    for (auto const& one : nested_)
      if (one->field == field) return one.get();
    return nullptr;
  }
  void drop_nested(std::size_t field) {
    std::erase_if(nested_, [field](auto const& one) { return one->field == field; });
  }

  T data_{};
  T changes_{};
  detail::changeset_record record_{};
  std::vector<std::shared_ptr<detail::nested_changesets const>> nested_{};
  std::vector<std::shared_ptr<detail::prepare_function<T> const>> prepare_{};
  std::vector<detail::lock_step> locks_{};
  std::shared_ptr<T const> locked_{};  // the values that locked fields must still have
};

template <class T>
inline constexpr bool is_changeset = false;
template <class T>
inline constexpr bool is_changeset<changeset<T>> = true;

namespace detail {

/// Where the parts of a changeset are reached that are nobody else's.
struct changeset_access {
  template <class T>
  static auto& record(T& of) noexcept {
    return of.record_;
  }
  template <class T>
  static auto objects(T& of) noexcept {
    return of.objects();
  }
  template <class T>
  static constexpr changeset_fields const& fields(T const&) noexcept {
    return T::fields();
  }
  template <class T>
  static auto& data(T& of) noexcept {
    return of.data_;
  }
  template <class T>
  static auto& changes(T& of) noexcept {
    return of.changes_;
  }
  template <class T>
  static auto& nested(T& of) noexcept {
    return of.nested_;
  }
  template <class T>
  static auto& prepare(T& of) noexcept {
    return of.prepare_;
  }
  template <class T>
  static auto& locks(T& of) noexcept {
    return of.locks_;
  }
  template <class T>
  static auto& locked(T& of) noexcept {
    return of.locked_;
  }
  template <class T>
  static void drop_nested(T& of, std::size_t field) {
    of.drop_nested(field);
  }
};

}  // namespace detail

/// Applies a stage: `changeset | validate_required<&Post::title>()`, or any callable that takes and returns one.
template <class T, class Stage>
  requires std::invocable<Stage, changeset<T>>
auto operator|(changeset<T> made, Stage&& stage) {
  return std::forward<Stage>(stage)(std::move(made));
}

}  // namespace recto
