using Alerts.Households.Transport;

namespace Alerts.Services.Tests.Transport;

public sealed class PartitionTests
{
    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000", 16)]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff", 16)]
    [InlineData("6f9619ff-8b86-d011-b42d-00c04fc964ff", 7)]
    public void The_partition_is_FNV_1a_of_the_id_as_written(string id, int count)
    {
        // Written out a second time from the definition, over the hex digits instead of the bytes in memory.
        var hash = 2166136261UL;
        foreach (var b in Convert.FromHexString(id.Replace("-", "", StringComparison.Ordinal)))
            hash = (hash ^ b) * 16777619UL % 4294967296UL;
        Assert.Equal((int)(hash % (ulong)count), Partitions.Of(Guid.Parse(id), count));
    }

    [Fact]
    public void Households_spread_evenly()
    {
        var counts = new int[16];
        for (var i = 0; i < 16_000; i++)
            counts[Partitions.Of(Guid.NewGuid(), 16)]++;
        Assert.All(counts, c => Assert.InRange(c, 800, 1200));
    }

    [Fact]
    public void The_settings_do_not_print_the_password() =>
        Assert.Equal("RabbitMQ at broker:5672, 16 partitions", new BusSettings(new Uri("amqp://alerts:s3cret@broker/live"), 16).ToString());

    [Theory]
    [InlineData("3.10.8", false)]
    [InlineData("4.2.6", false)]
    [InlineData("4.3.0", true)]
    [InlineData("4.3.0-rc.1", true)]
    [InlineData("4.3.5", true)]
    [InlineData("4.3.6", false)]
    [InlineData("4.4.0", false)]
    [InlineData(null, false)]
    [InlineData("unknown", false)]
    public void Brokers_that_can_deadlock_are_refused(string? version, bool refused) => Assert.Equal(refused, BrokerVersion.Deadlocks(version));
}
