// SPDX-License-Identifier: BSL-1.0
// `validate_inclusion`, `validate_exclusion`, `validate_subset`: is a value one of those, none of them, are all of them?
// Layer 4.
#pragma once

#include <recto/changeset/validate.hpp>
#include <recto/changeset/value_text.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

struct choice_words {
  std::string_view validation;
  std::string_view message;
};
inline constexpr choice_words inclusion_words{"inclusion", "is invalid"};
inline constexpr choice_words exclusion_words_of_choice{"exclusion", "is reserved"};
inline constexpr choice_words subset_words{"subset", "has an invalid entry"};

// That a redacted value is among the reserved ones would show it.
template <class Record>
void refuse_choice(Record& record, std::string_view field, choice_words const& words, std::vector<std::string> choices,
                   bool may_show, custom_message const& message) {
  error_meta meta{{"validation", words.validation}};
  if (may_show) meta.push_back({"enum", std::move(choices)});
  record.add_error(make_error(field, words.message, message, std::move(meta)));
}

template <class Value>
std::vector<std::string> texts_of(std::vector<Value> const& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (Value const& one : values) {
    std::string& text = texts.emplace_back();
    append_value(text, one, false);
  }
  return texts;
}

template <class Value>
bool is_one_of(Value const& value, std::vector<Value> const& choices) {
  for (Value const& one : choices)
    if (same_value<Value>(one, value)) return true;
  return false;
}

template <class Value>
bool are_all_of(std::vector<Value> const& values, std::vector<Value> const& choices) {
  for (Value const& one : values)
    if (!is_one_of<Value>(one, choices)) return false;
  return true;
}

template <class Value>
struct choice_element {
  using type = Value;
};
template <class Value>
  requires is_vector<Value>
struct choice_element<Value> {
  using type = typename Value::value_type;
};

template <class Field>
inline constexpr bool has_choices = column_type<value_of<Field>> && !requires { typename Field::embedded_type; };

template <auto Member, choice_words const& Words, bool Wanted, class Value>
struct choice_stage {
  std::vector<Value> choices;
  custom_message message;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_validator<T, Member, has_choices<member_type<Member>>, name_of_stage()>()) {
      changeset_record& record = changeset_access::record(of);
      note_validation(record, member_name<Member>, Words.validation, {{"enum", texts_of(choices)}});
      auto const* const change = present_change<Member>(of);
      if (change != nullptr && is_one_of<Value>(*change, choices) != Wanted)
        refuse_choice(record, member_name<Member>, Words, texts_of(choices),
                      Wanted || !table_of<T>.fields[field_index<Member>].is_redacted, message);
    }
    return of;
  }

 private:
  static consteval auto name_of_stage() {
    if constexpr (Wanted) return fixed_string("validate_inclusion");
    else return fixed_string("validate_exclusion");
  }
};

template <auto Member, class Value>
struct subset_stage {
  std::vector<Value> choices;
  custom_message message;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_validator<T, Member, is_vector<value_of<member_type<Member>>>, "validate_subset">()) {
      changeset_record& record = changeset_access::record(of);
      note_validation(record, member_name<Member>, "subset", {{"enum", texts_of(choices)}});
      auto const* const change = present_change<Member>(of);
      if (change != nullptr && !are_all_of<Value>(*change, choices))
        refuse_choice(record, member_name<Member>, subset_words, texts_of(choices), true, message);
    }
    return of;
  }
};

}  // namespace detail

/// The value must be one of these: `validate_inclusion<&Post::kind>({"news", "essay"})`. For a range of numbers say
/// `validate_number`. Asked if there is a change that is not NULL; compared as the field's type does.
/// Error: "is invalid", {validation: inclusion, enum}. Ecto: `validate_inclusion`.
template <auto Member>
auto validate_inclusion(std::vector<value_of<member_type<Member>>> choices, message_option options = {}) {
  using value = value_of<member_type<Member>>;
  return detail::choice_stage<Member, detail::inclusion_words, true, value>{std::move(choices),
                                                                            std::move(options.message)};
}

/// The value must be none of these. Error: "is reserved", {validation: exclusion, enum}; of a redacted field without
/// `enum`, which has the value in it. Ecto: `validate_exclusion`.
template <auto Member>
auto validate_exclusion(std::vector<value_of<member_type<Member>>> choices, message_option options = {}) {
  using value = value_of<member_type<Member>>;
  return detail::choice_stage<Member, detail::exclusion_words_of_choice, false, value>{std::move(choices),
                                                                                       std::move(options.message)};
}

/// Every element of a list must be one of these. Error: "has an invalid entry", {validation: subset, enum}.
/// Ecto: `validate_subset`.
template <auto Member>
auto validate_subset(std::vector<typename detail::choice_element<value_of<member_type<Member>>>::type> choices,
                     message_option options = {}) {
  using value = typename detail::choice_element<value_of<member_type<Member>>>::type;
  return detail::subset_stage<Member, value>{std::move(choices), std::move(options.message)};
}

}  // namespace recto
