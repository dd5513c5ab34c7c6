/* base/kiosk.c — what a kiosk turns off: one table, one function that is asked. */

#include "base/base.h"

static const struct kiosk_row rows[] = {
#define KIOSK_ROW(name, on, sentence) [FEATURE_##name] = {on, sentence},
        FEATURE_LIST(KIOSK_ROW)
#undef KIOSK_ROW
};

bool feature_is_on(enum feature feature, bool kiosk)
{
	return !kiosk || rows[feature].on_in_kiosk;
}

const struct kiosk_row *kiosk_row(enum feature feature)
{
	return &rows[feature];
}
