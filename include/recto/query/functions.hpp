// SPDX-License-Identifier: BSL-1.0
// Every expression that needs nothing but the core: one line for each group.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/constant.hpp>
#include <recto/query/fragment.hpp>
#include <recto/query/function.hpp>
#include <recto/query/operation.hpp>
