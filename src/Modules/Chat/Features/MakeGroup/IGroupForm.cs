using ConnectMe.Kernel;
using FluentValidation.Results;

namespace ConnectMe.Chat.Features;

/// <summary>A page on which a group is made or changed.</summary>
internal interface IGroupForm
{
    GroupForm Form { get; }

    GroupFields Input { get; }

    bool IsSaved { get; }
}

internal static class GroupRefusals
{
    /// <summary>Beside the fields as the form names them.</summary>
    public static Outcome.Invalid InForm(this Outcome.Invalid invalid) =>
        new([
            .. invalid
                .Failures.DistinctBy(failure => failure.PropertyName)
                .Select(failure => new ValidationFailure(
                    failure.PropertyName.StartsWith("Members", StringComparison.Ordinal)
                        ? "Input.Members"
                        : $"Input.{failure.PropertyName}",
                    failure.ErrorMessage
                )),
        ]);
}
