/* The bench's model of three levels, by hand: an event heap, queues and the numbers that come out, and nothing else.
 *
 * LEADS leads decide what comes to them and pass on what they cannot to one of HEADS heads, who pass on to one chief.
 * Random numbers are those of models/simulation/random.py, Philox4x32-10 with the same counters, so that every case has
 * the same cycle time to the last digit. The model's numbers are given with -D by tests/bench/c_loop.py.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define ROLES (LEADS + HEADS + 1)
#define SERVERS (LEADS * HOLDERS_0 + HEADS * HOLDERS_1 + HOLDERS_2)
#define NOBODY UINT32_MAX

enum { ARRIVAL = 0, WORK = 1 };

typedef struct { double time; uint64_t ref; } Event; /* ref: sequence number above, item below */
typedef struct { double arrived, entered; uint32_t number, next; uint8_t role, level, fails; } Item;
typedef struct { double busy, waited; uint32_t head, tail, idle; } Role;

static const double HOURS[3] = {HOURS_0, HOURS_1, HOURS_2};
static const double EXCEPTION[3] = {EXCEPTION_0, EXCEPTION_1, 0.0};

static Event heap[SERVERS + 1];
static uint32_t events;
static uint64_t sequence;
static Role roles[ROLES];
static Item *items;
static uint32_t *unused, unused_count, room;
static uint32_t key0, key1, replication, cases;

static inline void philox(uint32_t c0, uint32_t c2, uint32_t purpose, uint32_t out[4])
{
    uint32_t c1 = replication, c3 = purpose, k0 = key0, k1 = key1;
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)0xD2511F53 * c0, p1 = (uint64_t)0xCD9E8D57 * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += 0x9E3779B9;
        k1 += 0xBB67AE85;
    }
    out[0] = c0; out[1] = c1; out[2] = c2; out[3] = c3;
}

static inline double uniform(uint32_t word) { return (word + 0.5) * 0x1p-32; }

static inline void push(double time, uint64_t ref)
{
    uint32_t hole = events++;
    while (hole) {
        uint32_t parent = (hole - 1) >> 1;
        if (heap[parent].time <= time) break;
        heap[hole] = heap[parent];
        hole = parent;
    }
    heap[hole].time = time;
    heap[hole].ref = ref;
}

static inline int before(const Event *a, const Event *b)
{
    return a->time < b->time || (a->time == b->time && a->ref < b->ref);
}

static inline void drop_first(void)
{
    Event last = heap[--events];
    uint32_t hole = 0, child = 1;
    while (child < events) {
        if (child + 1 < events && before(&heap[child + 1], &heap[child])) child++;
        if (before(&last, &heap[child])) break;
        heap[hole] = heap[child];
        hole = child;
        child = 2 * hole + 1;
    }
    heap[hole] = last;
}

static inline void take_up(uint32_t item, double now)
{
    Item *it = &items[item];
    uint32_t luck[4];
    philox(it->number, it->level, WORK, luck);
    it->fails = uniform(luck[1]) < EXCEPTION[it->level];
    roles[it->role].busy -= now;
    push(now + -HOURS[it->level] * log(uniform(luck[0])), sequence++ << 32 | item);
}

static inline void enter(uint32_t item, double now)
{
    Item *it = &items[item];
    Role *role = &roles[it->role];
    if (role->idle) {
        role->idle--;
        take_up(item, now);
        return;
    }
    it->entered = now;
    it->next = NOBODY;
    if (role->head == NOBODY) role->head = item; else items[role->tail].next = item;
    role->tail = item;
}

static inline void release(Role *role, double now)
{
    role->busy += now;
    if (role->head == NOBODY) {
        role->idle++;
        return;
    }
    uint32_t item = role->head;
    role->head = items[item].next;
    if (items[item].number < cases) role->waited += now - items[item].entered;
    take_up(item, now);
}

static int grow(void)
{
    Item *more_items = realloc(items, 2 * (size_t)room * sizeof *items);
    if (more_items) items = more_items;
    uint32_t *more = realloc(unused, 2 * (size_t)room * sizeof *unused);
    if (more) unused = more;
    if (!more_items || !more) return 0;
    for (uint32_t k = room; k < 2 * room; k++) unused[unused_count++] = k;
    room *= 2;
    return 1;
}

/* Fill `cycles` [wanted], and by role: hours waited by those cases, and hours worked until the next one came.
 * Returns 0, or 1 where there is no memory left. */
int run(uint64_t seed, uint32_t number, uint32_t wanted, double *cycles, double *waited, double *worked)
{
    const double gap = 1.0 / (RATE * LEADS);
    uint32_t luck[4], arrived = 0, done = 0, limit = 2 * wanted + 1, lead;
    double next;
    key0 = (uint32_t)seed; key1 = (uint32_t)(seed >> 32); replication = number; cases = wanted;
    events = 0; sequence = 0; unused_count = 0; room = 1024;
    items = malloc(room * sizeof *items);
    unused = malloc(room * sizeof *unused);
    if (!items || !unused) { free(items); free(unused); return 1; }
    for (uint32_t k = 0; k < room; k++) unused[unused_count++] = room - 1 - k;
    for (uint32_t k = 0; k < ROLES; k++)
        roles[k] = (Role){0, 0, NOBODY, NOBODY, k < LEADS ? HOLDERS_0 : k < LEADS + HEADS ? HOLDERS_1 : HOLDERS_2};
    philox(0, 0, ARRIVAL, luck);
    next = 0.0 - log(uniform(luck[0])) * gap;
    lead = (uint32_t)(uniform(luck[1]) * LEADS);
    while (done < cases || arrived <= cases) {
        if (!events || next < heap[0].time) {
            double now = next;
            if (arrived == cases)
                for (uint32_t k = 0; k < ROLES; k++) {
                    uint32_t holders = k < LEADS ? HOLDERS_0 : k < LEADS + HEADS ? HOLDERS_1 : HOLDERS_2;
                    worked[k] = roles[k].busy + (holders - roles[k].idle) * now;
                }
            if (!unused_count && !grow()) { free(items); free(unused); return 1; }
            uint32_t item = unused[--unused_count];
            items[item] = (Item){.arrived = now, .number = arrived, .role = (uint8_t)lead};
            if (++arrived < limit) {
                philox(arrived, 0, ARRIVAL, luck);
                next = now - log(uniform(luck[0])) * gap;
                lead = (uint32_t)(uniform(luck[1]) * LEADS);
            } else next = INFINITY;
            enter(item, now);
            continue;
        }
        double now = heap[0].time;
        uint32_t item = (uint32_t)heap[0].ref;
        drop_first();
        Item *it = &items[item];
        release(&roles[it->role], now);
        if (it->fails) {
            it->role = it->level ? LEADS + HEADS : LEADS + it->role % HEADS;
            it->level++;
            enter(item, now);
            continue;
        }
        if (it->number < cases) {
            cycles[it->number] = now - it->arrived;
            done++;
        }
        unused[unused_count++] = item;
    }
    for (uint32_t k = 0; k < ROLES; k++) waited[k] = roles[k].waited;
    free(items);
    free(unused);
    return 0;
}
