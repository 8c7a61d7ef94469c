using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
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

    public static PersonFields Of(User user) =>
        new()
        {
            Name = user.Name,
            UserName = user.UserName,
            Email = user.Email,
            Extension = user.Extension,
            Role = user.Role,
            IsAdministrator = user.IsAdministrator,
        };

    public UserAdded ToAdded(Guid id)
    {
        var change = ToChange(id);
        return new UserAdded(id, change.Name, change.UserName, change.Email, change.Extension, change.Role, change.IsAdministrator);
    }

    public UserChanged ToChange(Guid id) =>
        new(id, Name!.Trim(), UserName!.Trim(), Email!.Trim(), Extension!.Trim(), Role?.Trim() ?? "", IsAdministrator);

    internal sealed class Rules : AbstractValidator<PersonFields>
    {
        public Rules(ICurrentUser me, PersonNumbers numbers, IQuerySession session, IStringLocalizer<PeopleText> text)
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
            RuleFor(f => f.Role)
                .Must(role => string.IsNullOrWhiteSpace(role) || (IsPlain(role) && role.Trim().Length <= User.LongestName))
                .WithMessage(_ => text["TooLong", User.LongestName]);
            RuleFor(f => f.IsAdministrator)
                .Must((fields, stays) => stays || fields.Whose != me.User.Value)
                .WithMessage(_ => text["NotYourOwnRight"]);

            async Task<bool> IsFree(string name, Guid? whose, CancellationToken ct) =>
                await session.LoadAsync<SignInName>(SignInName.Normalize(name), ct) is not { } holder || holder.UserId == whose;
        }

        static bool IsPlain(string? typed) => !string.IsNullOrWhiteSpace(typed) && !typed.Any(char.IsControl);
    }
}

/// <param name="IsMe">The administrator changes themselves: their own right stays.</param>
internal sealed record PersonForm(PersonFields Input, bool IsMe);
