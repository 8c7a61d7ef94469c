using ConnectMe.Identity.Contracts;
using ConnectMe.Menus.Domain;
using ConnectMe.Menus.Keeping;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Menus.Features;

/// <summary>What menus and time conditions have both.</summary>
internal interface IEntryFields
{
    string? Name { get; }
    string? Extension { get; }
    Guid? ChargedTo { get; }
}

/// <summary>What is wrong with the fields of one menu or time condition, each with the name of its field.</summary>
internal sealed class EntryRefusals
{
    readonly List<(string Field, string Words)> _all = [];

    public bool Any => _all.Count > 0;

    public void Add(string field, string words) => _all.Add((field, words));

    /// <param name="prefix">Under which the fields stand in the command.</param>
    public void Fill<T>(ValidationContext<T> context, string prefix)
    {
        foreach (var (field, words) in _all)
        {
            context.AddFailure($"{prefix}.{field}", words);
        }
    }
}

/// <summary>The rules of what menus and time conditions have both.</summary>
internal sealed class EntryRules(
    MenuNumbers numbers,
    MenuDestinations destinations,
    ICurrentUser me,
    IPeople people,
    MenusInMemory menus,
    IStringLocalizer<MenusText> text
)
{
    public MenuNumbers Numbers => numbers;

    public MenuDestinations Destinations => destinations;

    public Task<CompanyMenus> All(CancellationToken ct) => menus.Of(me.Company, ct).AsTask();

    /// <param name="isFull">There are as many of its kind as there may be, without it.</param>
    public async Task<EntryRefusals> Check(Guid id, IEntryFields input, bool isFull, CancellationToken ct)
    {
        var refusals = new EntryRefusals();
        if (WhyNotName(input.Name, id, await All(ct)) is { } name)
        {
            refusals.Add(nameof(input.Name), name);
        }

        if (isFull)
        {
            refusals.Add(nameof(input.Name), text["TooMany", CompanyMenus.Most]);
        }

        if (await numbers.WhyNot(input.Extension, id, ct) is { } extension)
        {
            refusals.Add(nameof(input.Extension), extension);
        }

        if (input.ChargedTo is { } payer && (await people.Of(me.Company, ct)).All(person => person.Id.Value != payer))
        {
            refusals.Add(nameof(input.ChargedTo), text["ColleagueMissing"]);
        }

        return refusals;
    }

    /// <param name="field">The name of the field of fields.</param>
    public async Task Check(EntryRefusals refusals, IEntryFields input, DestinationFields destination, string field, CancellationToken ct)
    {
        if (await destinations.Refuse(destination, input.ChargedTo is not null, ct) is { } refusal)
        {
            refusals.Add($"{field}.{refusal.Field}", refusal.Words);
        }
    }

    public void Demand(EntryRefusals refusals, DestinationFields destination, string field)
    {
        if (!destination.IsChosen)
        {
            refusals.Add($"{field}.{nameof(DestinationFields.To)}", text["ChooseOne"]);
        }
    }

    string? WhyNotName(string? typed, Guid own, CompanyMenus all)
    {
        var name = typed?.Trim() ?? "";
        return name.Length == 0 ? text["NameMissing"]
            : name.Length > Menu.LongestName ? text["NameTooLong", Menu.LongestName]
            : all.Menus.Any(menu => menu.Id != own && Is(menu.Name)) || all.Conditions.Any(one => one.Id != own && Is(one.Name))
                ? text["NameTaken"].Value
            : null;

        bool Is(string other) => string.Equals(other, name, StringComparison.OrdinalIgnoreCase);
    }
}
