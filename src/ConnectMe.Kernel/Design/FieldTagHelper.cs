using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>
/// A field of a form with its label, hint and refusal: <c>&lt;field for="Input.Name" label="Naam" /&gt;</c>. With choices, or with content, which must be
/// <c>option</c>s, it is a list to choose from; with <c>rows</c> it takes several lines; other attributes go to the input.
/// </summary>
[HtmlTargetElement("field")]
public sealed class FieldTagHelper(AssetUrls assets) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    public string Label { get; set; } = "";

    /// <summary>Help below the field; empty: none.</summary>
    public string Hint { get; set; } = "";

    /// <summary>What can be chosen, below the options in the content.</summary>
    public IEnumerable<Choice>? Choices { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var id = TagBuilder.CreateSanitizedId(For.Name, "_");
        var refusal = ViewContext.ModelState.RefusalOf(For.Name);
        var options = await output.GetChildContentAsync();
        var isList = Choices is not null || !options.IsEmptyOrWhiteSpace;

        var input = new TagBuilder(
            isList ? "select"
            : output.Attributes.ContainsName("rows") ? "textarea"
            : "input"
        );
        foreach (var own in output.Attributes)
        {
            input.MergeAttribute(own.Name, own.Value?.ToString());
        }

        input.AddCssClass("in");
        input.Attributes["id"] = id;
        input.Attributes["name"] = For.Name;
        if (isList)
        {
            input.InnerHtml.AppendHtml(options);
            Offer(input);
        }
        else
        {
            Fill(input);
        }

        var described = string.Join(' ', new[] { Hint.Length > 0 ? id + "-h" : null, refusal is null ? null : id + "-e" }.OfType<string>());
        if (described.Length > 0)
        {
            input.Attributes["aria-describedby"] = described;
        }

        if (refusal is not null)
        {
            input.Attributes["aria-invalid"] = "true";
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.Clear();
        output.Attributes.SetAttribute("class", "fld");
        output.Content.SetHtmlContent(FieldParts.Element("label", Label, ("for", id)));
        output.Content.AppendHtml(input);
        if (Hint.Length > 0)
        {
            output.Content.AppendHtml(FieldParts.Element("small", Hint, ("id", id + "-h")));
        }

        if (refusal is not null)
        {
            output.Content.AppendHtml(assets.Refusal(refusal, id + "-e"));
        }
    }

    void Offer(TagBuilder list)
    {
        var chosen = Written(For.Model);
        foreach (var choice in Choices ?? [])
        {
            var option = FieldParts.Element("option", choice.Words, ("value", choice.Value));
            if (choice.Language is { } language)
            {
                option.Attributes["lang"] = language;
            }

            if (choice.Value == chosen)
            {
                option.Attributes["selected"] = "selected";
            }

            list.InnerHtml.AppendHtml(option);
        }
    }

    /// <summary>With what was typed, else with what is saved; a password is not sent back.</summary>
    void Fill(TagBuilder input)
    {
        ViewContext.ModelState.TryGetValue(For.Name, out var state);
        var typed = state?.AttemptedValue ?? Written(For.Model);
        if (input.TagName == "textarea")
        {
            input.InnerHtml.Append(typed);
            return;
        }

        input.TagRenderMode = TagRenderMode.SelfClosing;
        if (input.Attributes.TryAdd("type", "text") || input.Attributes["type"] != "password")
        {
            input.Attributes["value"] = typed;
        }
    }

    static string Written(object? value) =>
        value switch
        {
            null => "",
            TimeOnly time => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture),
            IFormattable formattable => formattable.ToString(format: null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
}
