using System.Linq.Expressions;
using ConnectMe.Telephony.Switching;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>What was typed to be called or transferred to: something that can be dialled, and no emergency number.</summary>
internal static class DialTargetRules
{
    public static void TargetCanBeDialled<TCommand>(
        this AbstractValidator<TCommand> validator,
        Expression<Func<TCommand, string?>> target,
        OwnEmergencyNumbers emergencyNumbers,
        IStringLocalizer<TelephonyText> text
    ) =>
        validator
            .RuleFor(target)
            .Cascade(CascadeMode.Stop)
            .NotEmpty()
            .WithMessage(_ => text["DialNothing"])
            .Must(typed => DialString.Clean(typed) is not null)
            .WithMessage(_ => text["DialNotANumber"])
            .Must(typed => !emergencyNumbers.Contains(DialString.Clean(typed)!))
            .WithMessage(_ => text["DialEmergency"]);
}
