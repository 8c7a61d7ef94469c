using System.Globalization;
using ConnectMe.Calendar.Domain;
using ConnectMe.Calendar.Planning;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Calendar.Features;

/// <summary>Plans a status where the user clicked (M9.1-04), or changes what is planned (M9.1-02), of a series this day, this and the following, or all.</summary>
internal sealed class PutEntry(
    IHandle<PutEntry.Command> put,
    OwnCalendar own,
    EntryChoices choices,
    IReaderTime reader,
    LocalTime local,
    TimeProvider time
) : FormPage<EntryFields>("_EntryForm")
{
    /// <summary>Null: a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>Which of its days.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    /// <summary>Where a new one begins, as the reader's clock has it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? At { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public bool IsSeries { get; private set; }

    /// <summary>A day of a series that was adjusted on its own: it repeats no more.</summary>
    public bool IsAdjusted { get; private set; }

    public IReadOnlyList<Choice> Statuses { get; private set; } = [];

    public string Address =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/calendar/entry{(Id is { } id ? $"/{id}/{Day:yyyy-MM-dd}" : "")}{(View is "day" ? "?view=day" : "")}"
        );

    protected override string Next =>
        CalendarView.Address(DateOnly.FromDateTime(Input.From ?? time.GetUtcNow().UtcDateTime), View is "day");

    protected override async Task<EntryFields?> Load(CancellationToken ct)
    {
        Statuses = await choices.Statuses(ct);
        if (Id is not { } id)
        {
            return EntryFields.New(NewAt, await choices.Usual(ct), await choices.Role(ct));
        }

        if (await own.Find(id, ct) is not { } entry || Day is not { } day || Occurrences.On(entry, day) is not { } occurrence)
        {
            return null;
        }

        IsSeries = entry.Recurrence is not null;
        IsAdjusted = entry.SeriesId is not null;
        return EntryFields.Of(occurrence, reader.Zone);
    }

    protected override Task<Outcome> Save(CancellationToken ct) => put.Handle(new Command(Id, Day, Input), ct);

    DateTime NewAt =>
        DateTime.TryParseExact(At, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at
            : local.DateOf(time.GetUtcNow()).ToDateTime(new TimeOnly(9, 0));

    public sealed record Command(Guid? Id, DateOnly? Day, EntryFields Input);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(EntryFields.Rules rules, EntryChoices choices, OwnCalendar own, IStringLocalizer<CalendarText> text)
        {
            RuleFor(command => command.Input).SetValidator(rules);
            RuleFor(command => command.Input.Status)
                .MustAsync((status, ct) => choices.Has(status, ct))
                .WithMessage(_ => text["ChooseStatus"]);
            RuleFor(command => command.Input.Title)
                .MustAsync(async (_, ct) => await own.Count(ct) < OwnCalendar.Most)
                .WithMessage(_ => text["Full", OwnCalendar.Most]);
        }
    }

    public sealed class Handler(OwnCalendar own, IReaderTime reader) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (plan, again) = (command.Input.ToPlan(reader.Zone.Id), command.Input.ToRecurrence());
            var entry = command.Id is { } id ? await own.Find(id, ct) : null;
            if (entry is null)
            {
                var made = new CalendarEntry(Guid.CreateVersion7(), own.Company.Value, own.Owner.Value, plan);
                await own.Save([made.Change(plan.Day, plan, again)], [], ct);
                return Outcome.Done;
            }

            var day = command.Day!.Value;
            await (
                entry.Recurrence is null ? own.Save([entry.Change(day, plan, entry.SeriesId is null ? again : null)], [], ct)
                : command.Input.Scope is EntryScope.Only ? Adjust(entry, day, plan, ct)
                : command.Input.Scope is EntryScope.Following ? ChangeFollowing(entry, day, plan, again, ct)
                : own.Save([entry.Change(day, plan, again)], [], ct)
            );
            return Outcome.Done;
        }

        Task Adjust(CalendarEntry entry, DateOnly day, EntryPlan plan, CancellationToken ct)
        {
            var (series, one) = entry.Adjust(day, plan, Guid.CreateVersion7());
            return own.Save([series, one], [], ct);
        }

        /// <summary>Days that were adjusted on their own are of the new series from here on, as they are.</summary>
        async Task ChangeFollowing(CalendarEntry entry, DateOnly day, EntryPlan plan, Recurrence? again, CancellationToken ct)
        {
            if (entry.Before(day) is not { } before)
            {
                await own.Save([entry.Change(day, plan, again)], [], ct);
                return;
            }

            var after = entry.From(day, Guid.CreateVersion7()).Change(day, plan, again);
            var adjusted = await own.AdjustedOf(entry.Id, day, ct);
            await own.Save([before, after, .. adjusted.Select(one => one with { SeriesId = after.Id })], [], ct);
        }
    }
}
