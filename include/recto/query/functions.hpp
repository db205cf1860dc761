// SPDX-License-Identifier: BSL-1.0
// Every expression that needs nothing but the core: one line for each group.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/aggregate_functions.hpp>
#include <recto/query/argument.hpp>
#include <recto/query/array.hpp>
#include <recto/query/cast_to.hpp>
#include <recto/query/comparison.hpp>
#include <recto/query/conditional.hpp>
#include <recto/query/constant.hpp>
#include <recto/query/datetime.hpp>
#include <recto/query/fragment.hpp>
#include <recto/query/full_text.hpp>
#include <recto/query/function.hpp>
#include <recto/query/json.hpp>
#include <recto/query/number.hpp>
#include <recto/query/operation.hpp>
#include <recto/query/row_value.hpp>
#include <recto/query/text.hpp>
