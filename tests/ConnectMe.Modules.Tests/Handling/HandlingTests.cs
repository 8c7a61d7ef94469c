using System.Collections.Concurrent;
using System.Diagnostics;
using ConnectMe.Kernel;
using FluentValidation;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Handling;

public sealed class HandlingTests : IDisposable
{
    readonly ServiceProvider _services = new ServiceCollection()
        .AddSingleton<Shelf>()
        .AddHandlers(typeof(HandlingTests).Assembly)
        .BuildServiceProvider();

    [Fact]
    public async Task An_internal_handler_is_found_and_carries_out_its_command()
    {
        var outcome = await Handle(new PutAway.Command("a book"));

        Assert.Same(Outcome.Done, outcome);
        Assert.Equal(["a book"], Contents);
    }

    [Fact]
    public async Task A_command_that_its_validator_refuses_does_not_reach_the_handler()
    {
        var outcome = await Handle(new PutAway.Command(""));

        var failure = Assert.Single(Assert.IsType<Outcome.Invalid>(outcome).Failures);
        Assert.Equal("Thing", failure.PropertyName);
        Assert.Empty(Contents);
    }

    [Fact]
    public async Task A_command_is_a_span_named_as_its_slice()
    {
        ConcurrentQueue<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == HandlingTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        await Handle(new PutAway.Command(""));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Handle(new PutAway.Command("fire")));

        var mine = spans.Where(s => s.DisplayName == nameof(PutAway)).ToList();
        Assert.Contains(mine, s => Equals(s.GetTagItem("outcome"), "invalid"));
        Assert.Contains(mine, s => s.Status == ActivityStatusCode.Error);
    }

    public void Dispose() => _services.Dispose();

    Task<Outcome> Handle(PutAway.Command command) =>
        _services.GetRequiredService<IHandle<PutAway.Command>>().Handle(command, TestContext.Current.CancellationToken);

    List<string> Contents => _services.GetRequiredService<Shelf>().Contents;

    internal sealed class Shelf
    {
        public List<string> Contents { get; } = [];
    }

    internal static class PutAway
    {
        internal sealed record Command(string Thing);

        internal sealed class Validator : AbstractValidator<Command>
        {
            public Validator() => RuleFor(c => c.Thing).NotEmpty();
        }

        internal sealed class Handler(Shelf shelf) : IHandle<Command>
        {
            public Task<Outcome> Handle(Command command, CancellationToken ct)
            {
                if (command.Thing == "fire")
                {
                    throw new InvalidOperationException("Not on this shelf.");
                }

                shelf.Contents.Add(command.Thing);
                return Task.FromResult(Outcome.Done);
            }
        }
    }
}
