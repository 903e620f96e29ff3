using Alerts.Domain.Values;

namespace Alerts.Domain.Tests;

/// <summary>Identities that cannot be wrong.</summary>
public class ValuesTests
{
    [Theory]
    [InlineData("9990000018", "9990000018")]
    [InlineData("9990000026", "9990000026")]
    [InlineData("9990000050", "9990000050")]   // the check digit is 0 where the sum leaves 11
    [InlineData("999 000 0018", "9990000018")]
    [InlineData("999-000-0018", "9990000018")]
    [InlineData(" 9990000018 ", "9990000018")]
    [InlineData("9434765919", "9434765919")]
    public void An_NHS_number_with_its_check_digit_is_read(string text, string number) => Assert.Equal(number, NhsNumber.Parse(text, null).ToString());

    [Theory]
    [InlineData("9990000019")]
    [InlineData("9990000081")]
    [InlineData("999000001")]
    [InlineData("99900000180")]
    [InlineData("999000001X")]
    [InlineData("٩٩٩٠٠٠٠٠١٨")]
    [InlineData("999_000_0018")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_is_refused(string? text)
    {
        Assert.False(NhsNumber.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => NhsNumber.Parse(text!, null));
    }

    [Fact]
    public void Every_single_wrong_digit_and_every_swapped_pair_of_neighbours_is_found()
    {
        foreach (var number in Enumerable.Range(0, 200).Select(i => NhsNumber.Fictitious(i * 37).ToString()))
            for (var i = 0; i < 10; i++)
            {
                for (var digit = '0'; digit <= '9'; digit++)
                    Assert.Equal(digit == number[i], NhsNumber.TryParse(number[..i] + digit + number[(i + 1)..], null, out _));
                if (i < 9 && number[i] != number[i + 1])
                    Assert.False(NhsNumber.TryParse(number[..i] + number[i + 1] + number[i] + number[(i + 2)..], null, out _));
            }
    }

    [Fact]
    public void Where_the_check_digit_would_be_ten_there_is_no_number() =>
        Assert.DoesNotContain(Enumerable.Range(0, 10), last => NhsNumber.TryParse($"999000000{last}", null, out _));

    [Fact]
    public void Fictitious_numbers_are_valid_and_of_the_range_that_is_never_issued()
    {
        foreach (var seed in Enumerable.Range(0, 2_000).Append(999_999))
        {
            var number = NhsNumber.Fictitious(seed).ToString();
            Assert.StartsWith("999", number, StringComparison.Ordinal);
            Assert.True(NhsNumber.TryParse(number, null, out _), number);
        }
    }

    [Theory]
    [InlineData("B801200005001", "B801200005001")]
    [InlineData(" p207000016049 ", "P207000016049")]
    [InlineData("M20700001604A", "M20700001604A")]   // temporary: the last letter counts A = 0 to Z = 22
    [InlineData("B20700001604B", "B20700001604B")]
    [InlineData("Y20700001604Z", "Y20700001604Z")]
    public void A_UPN_with_its_check_letter_is_read(string text, string upn) => Assert.Equal(upn, Upn.Parse(text, null).ToString());

    [Theory]
    [InlineData("A801200005001")]
    [InlineData("B207000016049")]
    [InlineData("I801200001001")]
    [InlineData("A80120000100")]
    [InlineData("A8012000010011")]
    [InlineData("A80120000100S")]
    [InlineData("A8012000O1001")]
    [InlineData("8801200001001")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_UPN_is_refused(string? text)
    {
        Assert.False(Upn.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => Upn.Parse(text!, null));
    }

    [Theory]
    [InlineData("100012345678", "100012345678")]
    [InlineData("000000000042", "42")]
    [InlineData(" 7 ", "7")]
    public void A_UPRN_is_read_without_leading_zeros(string text, string uprn) => Assert.Equal(uprn, Uprn.Parse(text, null).ToString());

    [Theory]
    [InlineData("1000123456789")]
    [InlineData("0")]
    [InlineData("000")]
    [InlineData("12a")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_UPRN_is_refused(string? text)
    {
        Assert.False(Uprn.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => Uprn.Parse(text!, null));
    }

    [Theory]
    [InlineData(Precision.Day, "10 March 2020")]
    [InlineData(Precision.Month, "March 2020")]
    [InlineData(Precision.Quarter, "about March 2020")]
    [InlineData(Precision.Year, "2020")]
    [InlineData(Precision.OrderOnly, "about March 2020")]
    public void A_date_is_said_no_more_exactly_than_it_is_known(Precision precision, string words) => Assert.Equal(words, new EventDate(A.Start, precision).ToString());

    [Fact]
    public void S1_is_graver_than_S2()
    {
        Assert.True(Severity.S1.Above(Severity.S2));
        Assert.False(Severity.S2.Above(Severity.S2));
        Assert.True(Severity.S2.AtLeast(Severity.S2));
        Assert.Equal(Severity.S1, new[] { Severity.S3, Severity.S1, Severity.S4 }.Gravest());
    }
}
