// SPDX-License-Identifier: BSL-1.0
// Every expression of query/functions.hpp as text: one line for each group.
// Layer 5.
#pragma once

#include <recto/query/functions.hpp>
#include <recto/sql/aggregate.hpp>
#include <recto/sql/argument.hpp>
#include <recto/sql/array.hpp>
#include <recto/sql/cast_to.hpp>
#include <recto/sql/comparison.hpp>
#include <recto/sql/conditional.hpp>
#include <recto/sql/constant.hpp>
#include <recto/sql/datetime.hpp>
#include <recto/sql/expression.hpp>
#include <recto/sql/fragment.hpp>
#include <recto/sql/json.hpp>
#include <recto/sql/operation.hpp>
#include <recto/sql/row_value.hpp>
