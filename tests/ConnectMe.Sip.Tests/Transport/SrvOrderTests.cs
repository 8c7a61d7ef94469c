using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Transport;

public class SrvOrderTests
{
    [Fact]
    public void A_lower_priority_comes_first_whatever_the_weights()
    {
        SrvRecord[] records = [new(20, 100, 5060, "last"), new(10, 0, 5060, "first"), new(15, 1, 5060, "second")];

        Assert.Equal(["first", "second", "last"], Order(records, new Random(1)));
    }

    [Fact]
    public void Within_a_priority_the_weights_say_how_often_one_is_first()
    {
        SrvRecord[] records = [new(10, 60, 5060, "a"), new(10, 30, 5060, "b"), new(10, 10, 5060, "c")];
        var random = new Random(20270328);

        var first = Enumerable.Range(0, 10_000).Select(_ => Order(records, random)[0]).CountBy(name => name).ToDictionary();

        Assert.InRange(first["a"], 5_600, 6_400);
        Assert.InRange(first["b"], 2_700, 3_300);
        Assert.InRange(first["c"], 800, 1_200);
    }

    [Fact]
    public void Weight_zero_is_chosen_seldom_and_never_forgotten()
    {
        SrvRecord[] records = [new(10, 100, 5060, "usual"), new(10, 0, 5060, "seldom")];
        var random = new Random(20270328);

        var orders = Enumerable.Range(0, 1_000).Select(_ => Order(records, random)).ToList();

        Assert.All(orders, order => Assert.Equal(2, order.Count));
        Assert.InRange(orders.Count(order => order[0] == "seldom"), 1, 50);
    }

    static List<string> Order(IEnumerable<SrvRecord> records, Random random) =>
        [.. SrvOrder.Of(records, most => random.Next(most + 1)).Select(record => record.Target)];
}
