// SPDX-License-Identifier: BSL-1.0
// What all validators are made of: a stage looks at the change of each of its fields, if there is one that is not NULL,
// and puts an error. `validate_required` is the one that looks at what is not there; `validate_change` is for rules of
// one's own.
// Layer 4.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/changeset/field_error.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

/// The change of a field if it says anything: null for none and for NULL.
template <auto Member, class T>
auto const* present_change(changeset<T> const& of) {
  auto const* const change = of.template get_change<Member>();
  if constexpr (is_optional<member_type<Member>>) return change != nullptr && *change ? &**change : nullptr;
  else return change;
}

/// Newest first, as in Ecto.
template <class Record>
void note_validation(Record& record, std::string_view field, std::string_view name, error_meta meta = {}) {
  record.validations.insert(record.validations.begin(), {field, name, std::move(meta)});
}

/// Calls `function` with what a value is stored as: with itself, unless its type is kept as another one.
template <class Value, class Function>
void with_stored(Value const& value, Function const& function) {
  if constexpr (stored_type<Value>) with_stored(type<Value>::dump(value), function);
  else function(value);
}

/// `ok` if `Applies` says so of the member's type.
template <class T, auto Member, bool Applies, fixed_string Validator>
consteval auto judge_validator() {
  if constexpr (!std::is_same_v<owner_of<Member>, T>) return judge_field<T, Member>();
  else if constexpr (!Applies) return failed<validator_does_not_apply, struct_name<T>, field_name<Member>, Validator>{};
  else return ok{};
}
template <class T, auto Member, bool Applies, fixed_string Validator>
consteval bool assert_validator() {
  using verdict = decltype(judge_validator<T, Member, Applies, Validator>());
  static_assert(assert_changeset<verdict>::value);
  return verdict::value;
}

}  // namespace detail

/// Options of validators that have none but their message.
struct message_option {
  custom_message message{};
};

namespace detail {

template <auto... Members>
struct required_stage {
  custom_message message;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_field<T, Members...>()) {
      static constexpr std::size_t indices[] = {field_index<Members>...};
      check(changeset_access::record(of), changeset_access::fields(of), changeset_access::objects(of), indices);
      (drop_if_missing<Members>(of), ...);
    }
    return of;
  }

 private:
  template <auto Member, class T>
  static void drop_if_missing(changeset<T>& of) {
    if (of.template field_missing<Member>()) changeset_access::drop_nested(of, field_index<Member>);
  }

  void check(changeset_record& record, changeset_fields const& fields, changeset_objects const& in,
             std::span<std::size_t const> indices) const {
    std::vector<field_error> problems;
    for (std::size_t const index : indices) {
      record.required |= changeset_record::bit(index);
      // A field that is wrong already is not missing.
      if (!record.is_missing(fields, in, index) || record.has_error(fields[index].name)) continue;
      record.drop_change(fields, in, index);
      problems.push_back(make_error(fields[index].name, "can't be blank", message, {{"validation", "required"}}));
    }
    record.add_errors(std::move(problems));
  }
};

template <auto Member, class Function>
struct change_stage {
  Function function;
  error_meta meta;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_field<T, Member>()) {
      if (!meta.empty()) note_validation(changeset_access::record(of), member_name<Member>, "change", meta);
      if (auto const* const change = present_change<Member>(of)) {
        std::vector<field_error> problems;
        if constexpr (std::is_invocable_v<Function const&, decltype(*change), changeset<T> const&>)
          enter(problems, function(*change, of));
        else if constexpr (std::is_invocable_v<Function const&, decltype(*change)>) enter(problems, function(*change));
        else refuse_function<T>();
        changeset_access::record(of).add_errors(std::move(problems));
      }
    }
    return of;
  }

 private:
  template <class Found>
  static void enter(std::vector<field_error>& problems, Found found) {
    if constexpr (std::is_convertible_v<Found, std::vector<field_error>>) {
      problems = std::move(found);
    } else if constexpr (std::is_convertible_v<Found, std::optional<std::string>> && !std::is_arithmetic_v<Found>) {
      if (std::optional<std::string> const message = std::move(found))
        problems.emplace_back(member_name<Member>, *message);
    } else {
      refuse_function<Found>();
    }
  }
  template <class T>
  static consteval void refuse_function() {
    static_assert(
        std::is_void_v<T> && std::is_class_v<T>,
        "recto: validate_change: the function takes the field's value (or that and the changeset) and says what is "
        "wrong: a std::optional<std::string> message, or a std::vector<recto::field_error>");
  }
};

}  // namespace detail

/// The fields must say something: not NULL, not blank text. What the data has counts too. A blank change is dropped.
/// A field that has another error already gets none.
///
/// A field that can be neither NULL nor text, such as a number, is missing if it is its type's zero by default, and
/// either null or an empty value was given for it, or nothing was and the struct is new (its key, or without one all of
/// it, is what a new struct has). Error: "can't be blank", {validation: required}. Ecto: `validate_required`.
template <auto... Members>
  requires(sizeof...(Members) > 0)
detail::required_stage<Members...> validate_required(message_option options = {}) {
  return {std::move(options.message)};
}

/// A rule of one's own: `function(change)`, or `function(change, changeset)` to look at other fields, says what is wrong,
/// as a std::optional<std::string> message or as a list of errors. Called if there is a change that is not NULL.
/// Ecto: `validate_change`.
template <auto Member, class Function>
detail::change_stage<Member, Function> validate_change(Function function, error_meta meta = {}) {
  return {std::move(function), std::move(meta)};
}

}  // namespace recto
