namespace Alerts.Services.Tests;

/// <summary>A clock that stands still until it is moved; what is due by then happens in order.</summary>
sealed class HandMovedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock door = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() { lock (door) return now; }
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
    public override long GetTimestamp() => GetUtcNow().Ticks;
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Timer(this, callback, state, dueTime, period);

    public void Move(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (Next(until) is { } due)
            due.Ring();
    }

    /// <summary>The time of days at once, as for a machine that slept: what became due many times meanwhile happens once.</summary>
    public void SleepUntil(DateTimeOffset until)
    {
        List<Timer> due;
        lock (door)
        {
            now = until;
            due = [.. timers.Where(t => t.Due <= until).OrderBy(t => t.Due)];
            foreach (var timer in due)
                timer.SetNextAfter(until);
        }
        foreach (var timer in due)
            timer.Ring();
    }

    // Steps to the next timer that is due; null, and the clock at the end, where there is none.
    private Timer? Next(DateTimeOffset until)
    {
        lock (door)
        {
            var next = timers.Where(t => t.Due <= until).MinBy(t => t.Due);
            now = next is null ? until : next.Due > now ? next.Due.Value : now;
            next?.SetNext();
            return next;
        }
    }

    private sealed class Timer : ITimer
    {
        private readonly HandMovedClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private TimeSpan period;

        public Timer(HandMovedClock clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            lock (clock.door)
                clock.timers.Add(this);
            Change(dueTime, period);
        }

        public DateTimeOffset? Due { get; private set; }

        public void SetNext() => Due = period > TimeSpan.Zero ? Due + period : null;

        public void SetNextAfter(DateTimeOffset moment) => Due = period > TimeSpan.Zero ? moment + period : null;

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan every)
        {
            lock (clock.door)
                (Due, period) = (dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime, every);
            return true;
        }

        public void Dispose()
        {
            lock (clock.door)
                clock.timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
