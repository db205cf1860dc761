// SPDX-License-Identifier: BSL-1.0
// The types that every program may use, as recto.hpp includes them. Those with a heavy dependency are headers of their
// own: types/decimal.hpp and types/json.hpp.
// Layer 2.
#pragma once

#include <recto/types/array.hpp>
#include <recto/types/bytes.hpp>
#include <recto/types/chrono.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/enum.hpp>
#include <recto/types/scalar.hpp>
#include <recto/types/text.hpp>
#include <recto/types/uuid.hpp>
