using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel.Design;
using ConnectMe.Kernel.Numbering;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>What the administrator fills in for a person.</summary>
internal sealed record PersonFields
{
    /// <summary>Null: a new person's. Never from the form.</summary>
    [BindNever]
    public Guid? Whose { get; init; }

    public string? Name { get; init; }
    public string? UserName { get; init; }
    public string? Email { get; init; }
    public string? Extension { get; init; }

    /// <summary>What they do, for colleagues to read.</summary>
    public string? Role { get; init; }
    public bool IsAdministrator { get; init; }
    public string? Department { get; init; }

    /// <summary>As it was typed.</summary>
    public string? Mobile { get; init; }
    public bool IsAgent { get; init; }
    public bool IsSupervisor { get; init; }

    /// <summary>"nl" or "en"; empty: the company's.</summary>
    public string? Language { get; init; }

    public static PersonFields Of(User user) =>
        new()
        {
            Name = user.Name,
            UserName = user.UserName,
            Email = user.Email,
            Extension = user.Extension,
            Role = user.Role,
            IsAdministrator = user.IsAdministrator,
            Department = user.Department,
            Mobile = user.Mobile is { } mobile ? TelephoneNumbers.Show(mobile) : null,
            IsAgent = user.IsAgent,
            IsSupervisor = user.IsSupervisor,
            Language = user.Language,
        };

    /// <param name="region">Whose notation a mobile number without a country code is in.</param>
    /// <param name="template">Of the rights; null: the standard one.</param>
    public UserAdded ToAdded(Guid id, string region, Guid? template)
    {
        var change = ToChange(id, region);
        return new UserAdded(
            id,
            change.Name,
            change.UserName,
            change.Email,
            change.Extension,
            change.Role,
            change.IsAdministrator,
            change.Department,
            change.Mobile,
            change.IsAgent,
            change.IsSupervisor,
            change.Language,
            template
        );
    }

    public UserChanged ToChange(Guid id, string region) =>
        new(
            id,
            Name!.Trim(),
            UserName!.Trim(),
            Email!.Trim(),
            Extension!.Trim(),
            Role?.Trim() ?? "",
            IsAdministrator,
            Department?.Trim() ?? "",
            TelephoneNumbers.Read(Mobile?.Trim(), region),
            IsAgent,
            IsSupervisor,
            string.IsNullOrEmpty(Language) ? null : Language
        );

    internal sealed class Rules : AbstractValidator<PersonFields>
    {
        public Rules(ICurrentUser me, PersonNumbers numbers, ICompanyPlace place, IQuerySession session, IStringLocalizer<PeopleText> text)
        {
            RuleFor(f => f.Name)
                .Cascade(CascadeMode.Stop)
                .Must(IsPlain)
                .WithMessage(_ => text["NeedsName"])
                .Must(name => name!.Trim().Length <= User.LongestName)
                .WithMessage(_ => text["TooLong", User.LongestName]);
            RuleFor(f => f.UserName)
                .Cascade(CascadeMode.Stop)
                .Must(name => IsPlain(name) && !name!.Trim().Any(char.IsWhiteSpace) && SignInName.Normalize(name).Length > 0)
                .WithMessage(_ => text["NotAUserName"])
                .Must(name => name!.Trim().Length <= SignInName.Longest)
                .WithMessage(_ => text["TooLong", SignInName.Longest])
                .MustAsync((fields, name, ct) => IsFree(name!, fields.Whose, ct))
                .WithMessage(_ => text["NameTaken"]);
            RuleFor(f => f.Email)
                .Cascade(CascadeMode.Stop)
                .Must(address => MailAddress.Read(address) is not null)
                .WithMessage(_ => text["NotAnAddress"])
                .MustAsync((fields, address, ct) => IsFree(address!, fields.Whose, ct))
                .WithMessage(_ => text["NameTaken"]);
            RuleFor(f => f.Extension)
                .CustomAsync(
                    async (extension, context, ct) =>
                    {
                        if (await numbers.WhyNot(extension, context.InstanceToValidate.Whose, ct) is { } why)
                        {
                            context.AddFailure(why);
                        }
                    }
                );
            RuleFor(f => f.Role).Must(IsShort).WithMessage(_ => text["TooLong", User.LongestName]);
            RuleFor(f => f.Department).Must(IsShort).WithMessage(_ => text["TooLong", User.LongestName]);
            RuleFor(f => f.Mobile)
                .Must(typed => string.IsNullOrWhiteSpace(typed) || TelephoneNumbers.Read(typed.Trim(), place.Region) is not null)
                .WithMessage(_ => text["NotANumber"]);
            RuleFor(f => f.Language).Must(language => language is null or "" or "nl" or "en").WithMessage(_ => text["ChooseOne"]);
            RuleFor(f => f.IsAdministrator)
                .Must((fields, stays) => stays || fields.Whose != me.User.Value)
                .WithMessage(_ => text["NotYourOwnRight"]);

            async Task<bool> IsFree(string name, Guid? whose, CancellationToken ct) =>
                await session.LoadAsync<SignInName>(SignInName.Normalize(name), ct) is not { } holder || holder.UserId == whose;
        }

        static bool IsShort(string? typed) =>
            string.IsNullOrWhiteSpace(typed) || (IsPlain(typed) && typed.Trim().Length <= User.LongestName);

        static bool IsPlain(string? typed) => !string.IsNullOrWhiteSpace(typed) && !typed.Any(char.IsControl);
    }
}

/// <param name="IsMe">The administrator changes themselves: their own right stays.</param>
/// <param name="FixedNumbers">The company's numbers that ring at them; null: of somebody new.</param>
internal sealed record PersonForm(PersonFields Input, bool IsMe, IReadOnlyList<PersonNumber>? FixedNumbers);
