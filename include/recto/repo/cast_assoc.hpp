// SPDX-License-Identifier: BSL-1.0
// `cast_assoc`: params of associated structs become changesets of them, by a function of the program.
// Layer 7.
#pragma once

#include <recto/changeset/cast_embed.hpp>
#include <recto/repo/association_relate.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

/// How `cast_assoc` goes about it.
struct cast_assoc_options {
  bool required = false;
  custom_message required_message{};
  custom_message invalid_message{};
  std::optional<recto::on_replace> on_replace{};  ///< see `assoc_options`
  std::string_view sort_param{};                  ///< see `cast_embed_options`
  std::string_view drop_param{};
};

namespace detail {

template <auto Association, class Function>
struct cast_assoc_stage {
  Function function;
  cast_assoc_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_associated_field<T, Association>()) {
      constexpr bool fits = is_embed_function<child, Function>(relation::is_many);
      static_assert(
          fits,
          "recto: cast_assoc: there is no function from the associated struct and its params to its changeset; give "
          "one such as `changeset<Comment> f(Comment, params const&)` (of many it may take the index as well), or "
          "make it the struct's static member `changeset`");
      if constexpr (fits) cast_into(of);
    }
    return of;
  }

 private:
  using relation = association_relation<Association>;
  using child = associated<Association>;
  using given = given_params<child, Function>;

  void cast_into(changeset<owner_of<Association>>& of) const {
    auto& record = changeset_access::record(of);
    constexpr std::size_t index = field_index<Association>;
    record.permitted |= record.bit(index);
    if (options.required) record.required |= record.bit(index);
    if (!cast(of)) {
      record.add_error(make_error(member_name<Association>, "is invalid", options.invalid_message,
                                  {{"validation", "assoc"}, {"type", relation::is_many ? "{array, map}" : "map"}}));
    } else if (options.required && is_missing(of)) {
      record.add_error(make_error(member_name<Association>, "can't be blank", options.required_message,
                                  {{"validation", "required"}}));
    }
  }

  static bool is_missing(changeset<owner_of<Association>> const& of) {
    auto const& value = of.template get_field<Association>();
    if (!value.is_loaded()) return relation::check_loaded(of), true;
    if constexpr (relation::is_many) return value.empty();
    else return !value.has_value();
  }

  // False where the params are of no kind that could be associated structs.
  bool cast(changeset<owner_of<Association>>& of) const {
    auto const& record = changeset_access::record(of);
    found_param const input = record.param(member_name<Association>);
    if constexpr (relation::is_many) {
      found_param const sort = options.sort_param.empty() ? found_param{} : record.param(options.sort_param);
      found_param const drop = options.drop_param.empty() ? found_param{} : record.param(options.drop_param);
      if (!input && !(sort && sort->is_list()) && !(drop && drop->is_list())) return true;
      children_params inputs;
      if (!inputs.read(input, sort, drop)) return false;
      relation related(of, {options.on_replace});
      for (std::size_t i = 0; i < inputs.children.size(); ++i)
        add(related, given{std::move(inputs.children[i]), &function, i});
      static_cast<void>(related.settle(of));
    } else {
      if (!input) return true;
      bool const is_none = input->is_null() || (input->is_text() && is_blank(input->text()));
      if (!is_none && !input->is_map()) return false;
      relation related(of, {options.on_replace});
      if (!is_none) add(related, given{*input, &function, 0});
      static_cast<void>(related.settle(of));
    }
    return true;
  }

  // Params with the key of a row that is not there would change a row of someone else: they are refused.
  static void add(relation& related, given const& one) {
    child probe{};
    bool is_key = true;
    for_each_key_field(probe, key_reader{one.from, is_key});
    bool const names_one = !is_key || !relation::has_unset_keys(probe);
    child const* found = related.take_to_update();
    bool const is_meant = found != nullptr || !names_one;
    if (!is_meant && is_key) found = related.take(probe);
    changeset<child> made = one.make(found);
    if (made.action() == action::none) made.set_action(found != nullptr ? action::update : action::insert);
    // A key that the database does not make may come with a new row.
    if (!is_meant && found == nullptr && (has_generated_key<child> || !is_key))
      for_each_key_field(probe, [&](auto const&, std::string_view name) {
        made.add_error(name, "does not exist", {{"validation", "assoc"}});
      });
    related.add(std::move(made), found != nullptr);
  }
};

}  // namespace detail

/// Casts associated structs from the param of the association's name, by `function(struct, params)`, which gives the
/// changeset of one; of many it may take the index as third argument. One whose key the params name is updated, one
/// without a key is new, and a key that is not among the rows that are there is refused: "does not exist" on the key. What
/// is there and not named is replaced as `on_replace` says. The association of a stored row must be loaded. Everything
/// else is as for `cast_embed` and `put_assoc`. Ecto: `cast_assoc`.
template <auto Association, class Function>
detail::cast_assoc_stage<Association, Function> cast_assoc(Function function, cast_assoc_options options = {}) {
  return {std::move(function), std::move(options)};
}
/// The same by the associated struct's own `static recto::changeset<Comment> changeset(Comment, params const&)`.
template <auto Association>
detail::cast_assoc_stage<Association, detail::own_embed_function> cast_assoc(cast_assoc_options options = {}) {
  return {{}, std::move(options)};
}

}  // namespace recto
