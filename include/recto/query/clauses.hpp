// SPDX-License-Identifier: BSL-1.0
// Every clause and source of a query: one line for each group.
// Layer 4.
#pragma once

#include <recto/query/by_name.hpp>
#include <recto/query/choice.hpp>
#include <recto/query/combination.hpp>
#include <recto/query/cte.hpp>
#include <recto/query/distinct.hpp>
#include <recto/query/fragment_source.hpp>
#include <recto/query/join.hpp>
#include <recto/query/limit.hpp>
#include <recto/query/list_source.hpp>
#include <recto/query/lock.hpp>
#include <recto/query/refine.hpp>
#include <recto/query/select.hpp>
#include <recto/query/selected_as.hpp>
#include <recto/query/stages.hpp>
#include <recto/query/subquery.hpp>
#include <recto/query/table_source.hpp>
#include <recto/query/window.hpp>
