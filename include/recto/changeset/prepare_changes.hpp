// SPDX-License-Identifier: BSL-1.0
// `prepare_changes`: a function that runs right before the write, within its transaction.
// Layer 4. Which repo it is handed is the function's own business: here its type is forgotten.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/reflect/type_key.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

// The first parameter of a function that is no template.
template <class Repo, class Return, class Given>
Repo first_parameter(Return (*)(Repo&, Given));
template <class Object, class Repo, class Return, class Given>
Repo first_parameter(Return (Object::*)(Repo&, Given) const);
template <class Object, class Repo, class Return, class Given>
Repo first_parameter(Return (Object::*)(Repo&, Given));
template <class Function>
  requires requires { &Function::operator(); }
auto first_parameter(Function const&) -> decltype(first_parameter(&Function::operator()));

template <class T, class Repo, class Function>
struct prepare_with_repo final : prepare_function<T> {
  explicit prepare_with_repo(Function of) : function(std::move(of)) { this->repo_type = key_of_type<Repo>; }
  changeset<T> call(void* repo, changeset<T> given) const override {
    return function(*static_cast<Repo*>(repo), std::move(given));
  }
  Function function;
};

template <class T, class Function>
struct prepare_alone final : prepare_function<T> {
  explicit prepare_alone(Function of) : function(std::move(of)) {}
  changeset<T> call(void*, changeset<T> given) const override { return function(std::move(given)); }
  Function function;
};

template <class Function>
struct prepare_stage {
  Function function;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (std::is_invocable_r_v<changeset<T>, Function const&, changeset<T>>) {
      changeset_access::prepare(of).push_back(std::make_shared<prepare_alone<T, Function>>(function));
    } else {
      constexpr bool known = requires(Function const& of_user) { first_parameter(of_user); };
      static_assert(known,
                    "recto: prepare_changes: it takes a function `changeset<T>(recto::repo&, changeset<T>)` or "
                    "`changeset<T>(changeset<T>)`, no template, and callable when it is const");
      if constexpr (known) {
        using repo = decltype(first_parameter(function));
        changeset_access::prepare(of).push_back(std::make_shared<prepare_with_repo<T, repo, Function>>(function));
      }
    }
    return of;
  }
};

}  // namespace detail

/// Runs `function(repo, changeset)`, or `function(changeset)`, in the transaction of the write and right before it, only
/// if the changeset is valid and something is written. What it returns is written; if that is invalid, all is rolled
/// back. An exception rolls back too. Several run in the order in which they were declared. Ecto: `prepare_changes`.
template <class Function>
detail::prepare_stage<Function> prepare_changes(Function function) {
  return {std::move(function)};
}

}  // namespace recto
