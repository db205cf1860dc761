// SPDX-License-Identifier: BSL-1.0
// `cast`: params become changes of the fields that are permitted, or errors.
// Layer 4.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/changeset/params.hpp>
#include <recto/changeset/permit.hpp>

#include <array>
#include <concepts>
#include <utility>

namespace recto {

/// Params that were no params, for `cast`: the changeset is invalid and has no errors. Ecto: `:invalid`.
struct invalid_params {};

/// Casts the permitted fields of `from` into a changeset. Nothing else gets in, whatever `from` holds, and nothing is
/// thrown for what it says: what cannot be cast is an error "is invalid" of its field. A field that `from` does not name
/// keeps its state; null and an empty value (see `cast_options`) give a field its default: NULL for an optional. A
/// value that the field has already is no change. Time: linear in what is cast.
template <class T, auto... Members>
changeset<T> cast(changeset<T> into, params const& from, detail::permitted_fields<Members...>,
                  cast_options const& options = {}) {
  if constexpr (detail::permitted_fields<Members...>::template check<T>()) {
    static constexpr auto steps = detail::permitted_fields<Members...>::steps();
    using access = detail::changeset_access;
    access::record(into).cast(access::fields(into), access::objects(into), from, steps, options);
  }
  return into;
}
template <class T, auto... Members>
  requires(!is_changeset<T>)
changeset<T> cast(T data, params const& from, detail::permitted_fields<Members...> permitted,
                  cast_options const& options = {}) {
  return cast(changeset<T>(std::move(data)), from, permitted, options);
}

// A template, or `{}` could mean either.
template <class T, std::same_as<invalid_params> None, auto... Members>
changeset<T> cast(changeset<T> into, None, detail::permitted_fields<Members...>, cast_options const& = {}) {
  detail::changeset_access::record(into).is_valid = false;
  return into;
}
template <class T, std::same_as<invalid_params> None, auto... Members>
  requires(!is_changeset<T>)
changeset<T> cast(T data, None none, detail::permitted_fields<Members...> permitted, cast_options const& = {}) {
  return cast(changeset<T>(std::move(data)), none, permitted);
}

namespace detail {

template <auto... Members>
struct cast_stage {
  params const from;
  cast_options const options;

  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    return recto::cast(std::move(into), from, permitted_fields<Members...>{}, options);
  }
};

}  // namespace detail

/// The same as a stage: `changeset | cast(more, permit<&Post::body>)`.
template <auto... Members>
detail::cast_stage<Members...> cast(params from, detail::permitted_fields<Members...>, cast_options options = {}) {
  return {std::move(from), std::move(options)};
}

}  // namespace recto
