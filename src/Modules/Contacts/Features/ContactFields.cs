using ConnectMe.Contacts.Domain;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>What somebody fills in for a contact of theirs (M7.1-02, M10.1-02).</summary>
internal sealed record ContactFields
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Department { get; init; }
    public string? Email { get; init; }
    public string? Address { get; init; }
    public string? Notes { get; init; }
    public bool IsVip { get; init; }
    public bool IsFavourite { get; init; }
    public List<NumberRow> Numbers { get; init; } = [];

    /// <summary>A line of the form; without a number it is not there.</summary>
    public sealed record NumberRow
    {
        public NumberType Type { get; init; }
        public string? Number { get; init; }
    }

    public static ContactFields Of(Contact contact) =>
        new()
        {
            FirstName = contact.FirstName,
            LastName = contact.LastName,
            Company = contact.Company,
            Department = contact.Department,
            Email = contact.Email,
            Address = contact.Address,
            Notes = contact.Notes,
            IsVip = contact.IsVip,
            IsFavourite = contact.IsFavourite,
            Numbers =
            [
                .. contact.Numbers.Select(number => new NumberRow { Type = number.Type, Number = TelephoneNumbers.Show(number.Best) }),
            ],
        };

    public Contact ToContact(Guid id, Guid owner, string region) =>
        new(id, owner, Trimmed(FirstName), Trimmed(LastName))
        {
            Company = Trimmed(Company),
            Department = Trimmed(Department),
            Email = Trimmed(Email),
            Address = Trimmed(Address),
            Notes = Trimmed(Notes),
            IsVip = IsVip,
            IsFavourite = IsFavourite,
            Numbers =
            [
                .. Numbers
                    .Where(row => Trimmed(row.Number).Length > 0)
                    .Select(row => new ContactNumber(row.Type, Trimmed(row.Number), TelephoneNumbers.Read(Trimmed(row.Number), region)))
                    .DistinctBy(number => number.Best),
            ],
        };

    /// <summary>What was filled in, with an empty line more for another number.</summary>
    public ContactFields WithRow() =>
        Numbers.Count >= Contact.MostNumbers
            ? this
            : this with
            {
                Numbers = [.. Numbers, new NumberRow { Type = Numbers.Count is 0 ? NumberType.Work : NumberType.Mobile }],
            };

    static string Trimmed(string? text) => text?.Trim() ?? "";

    internal sealed class Rules : AbstractValidator<ContactFields>
    {
        public Rules(HomeRegion home, IStringLocalizer<ContactsText> text)
        {
            RuleFor(fields => fields.FirstName).Length(0, Contact.LongestName).WithMessage(_ => text["TooLong", Contact.LongestName]);
            RuleFor(fields => fields.LastName)
                .Cascade(CascadeMode.Stop)
                .Length(0, Contact.LongestName)
                .WithMessage(_ => text["TooLong", Contact.LongestName])
                .Must((fields, _) => Trimmed(fields.FirstName + fields.LastName + fields.Company).Length > 0)
                .WithMessage(_ => text["NameNeeded"]);
            RuleFor(fields => fields.Company).Length(0, Contact.LongestName).WithMessage(_ => text["TooLong", Contact.LongestName]);
            RuleFor(fields => fields.Department).Length(0, Contact.LongestName).WithMessage(_ => text["TooLong", Contact.LongestName]);
            RuleFor(fields => fields.Email)
                .Must(email => Trimmed(email).Length == 0 || IsAddress(Trimmed(email)))
                .WithMessage(_ => text["EmailWrong"]);
            RuleFor(fields => fields.Address).Length(0, Contact.LongestNotes).WithMessage(_ => text["TooLong", Contact.LongestNotes]);
            RuleFor(fields => fields.Notes).Length(0, Contact.LongestNotes).WithMessage(_ => text["TooLong", Contact.LongestNotes]);
            RuleFor(fields => fields.Numbers)
                .Must(rows => rows.Count <= Contact.MostNumbers)
                .WithMessage(_ => text["TooManyNumbers", Contact.MostNumbers]);
            RuleForEach(fields => fields.Numbers)
                .ChildRules(row =>
                {
                    row.RuleFor(line => line.Type).IsInEnum().WithMessage(_ => text["ChooseOne"]);
                    row.RuleFor(line => line.Number)
                        .Must(number => Trimmed(number).Length == 0 || CanBeDialled(Trimmed(number), home.Value))
                        .WithMessage(_ => text["NotANumber"]);
                });
        }

        /// <summary>A number of the public network, or digits that mean something inside the company.</summary>
        static bool CanBeDialled(string number, string region) =>
            TelephoneNumbers.Read(number, region) is not null || (number.Length <= LongestInternal && number.All(char.IsAsciiDigit));

        /// <summary>One bare address: nothing that ends a line or begins a second one.</summary>
        static bool IsAddress(string email) =>
            email.Length <= Contact.LongestEmail
            && !email.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign) || sign is ',' or ';' or '<' or '>' or '"' or '?' or '&')
            && email.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain]
            && domain.Contains('.', StringComparison.Ordinal)
            && domain[0] is not '.'
            && domain[^1] is not '.';

        const int LongestInternal = 6;
    }
}
