using System.Collections.Immutable;
using TensorCalculus.Diagnostics;
using TensorCalculus.Syntax;

namespace TensorCalculus.Binding;

/// <summary>Index groups. A group is bound as one index over all its axes, which is right whatever their number. Where the program
/// also writes the indices of a tensor out, or writes its groups at different places, the number is fixed, and the group is
/// replaced by as many indices.</summary>
internal sealed class IndexGroups
{
    private readonly BindingContext context;
    private readonly Declarations declarations;
    private readonly List<(EquationSyntax Syntax, List<Read> Reads)> equations = [];
    private readonly Dictionary<string, List<Read>> byTensor = [];
    private readonly Dictionary<string, int> orders = [];
    private readonly Dictionary<(int Equation, string Group), int> widths = [];
    private readonly HashSet<(int Equation, string Group)> spelt = [];

    private IndexGroups(Declarations declarations, BindingContext context) => (this.declarations, this.context) = (declarations, context);

    /// <summary>The program with those groups written out that must be.</summary>
    public static ProgramSyntax Resolve(ProgramSyntax program, HashSet<string> groups, Declarations declarations, BindingContext context)
    {
        var resolver = new IndexGroups(declarations, context);
        foreach (StatementSyntax statement in program.Statements)
        {
            if (EquationOf(statement) is { } equation)
            {
                resolver.Add(equation, groups);
            }
        }

        return groups.Count == 0 ? program : resolver.Rewrite(program);
    }

    /// <summary>An equation, or what an identity says is zero.</summary>
    private static EquationSyntax? EquationOf(StatementSyntax statement) => statement switch
    {
        EquationSyntax equation => equation,
        GivenDeclarationSyntax given => Identities.Difference(given),
        _ => null,
    };

    private void Add(EquationSyntax equation, HashSet<string> groups)
    {
        var survey = new Survey(equation, equations.Count);
        foreach (Read read in survey.Reads)
        {
            if (!byTensor.TryGetValue(read.Tensor, out List<Read>? list))
            {
                byTensor.Add(read.Tensor, list = []);
            }

            list.Add(read);
        }

        groups.UnionWith(survey.Groups);
        equations.Add((equation, survey.Reads));
    }

    private ProgramSyntax Rewrite(ProgramSyntax program)
    {
        FindOrders();
        FindSpelt();
        if (spelt.Count == 0)
        {
            return program;
        }

        foreach ((int equation, string label) in spelt)
        {
            if (!widths.ContainsKey((equation, label)))
            {
                context.Report(
                    DiagnosticCatalogue.OrderDiffers,
                    equations[equation].Syntax.Span,
                    $"the group {label} stands for a number of indices here that nothing tells",
                    $"declare it: order {label} = …");
                return program;
            }
        }

        int next = 0;
        return program with
        {
            Statements = [.. program.Statements.Select(s => EquationOf(s) is { } equation ? new Writer(this, equation, next++).Rewrite(s) : s)],
        };
    }

    /// <summary>The number of axes of each tensor and the width of each group, as far as occurrences without groups and declarations tell.</summary>
    private void FindOrders()
    {
        for (int equation = 0; equation < equations.Count; equation++)
        {
            foreach (string label in equations[equation].Reads.SelectMany(r => r.Groups).Distinct())
            {
                if (declarations.OrderOf(label) is { } order)
                {
                    widths[(equation, label)] = order;
                }
            }
        }

        bool found = true;
        while (found)
        {
            found = false;
            for (int equation = 0; equation < equations.Count; equation++)
            {
                foreach (Read read in equations[equation].Reads)
                {
                    string[] unknown = [.. read.Groups.Where(g => !widths.ContainsKey((equation, g)))];
                    int known = read.Subscripts.Sum(s => s is GroupSyntax g ? widths.GetValueOrDefault((equation, g.Label)) : 1);
                    if (unknown.Length == 0)
                    {
                        found |= orders.TryAdd(read.Tensor, known);
                    }
                    else if (unknown.Length == 1 && orders.TryGetValue(read.Tensor, out int order) && order >= known)
                    {
                        widths.Add((equation, unknown[0]), order - known);
                        found = true;
                    }
                }
            }
        }
    }

    /// <summary>A group is written out if a tensor has it at another place elsewhere, and with it all groups beside which that tensor stands.</summary>
    private void FindSpelt()
    {
        var open = new Queue<string>(byTensor.Where(t => t.Value.Select(r => r.Pattern).Distinct().Count() > 1).Select(t => t.Key));
        var seen = new HashSet<string>(open);
        while (open.TryDequeue(out string? tensor))
        {
            foreach (Read read in byTensor[tensor])
            {
                foreach (string group in read.Groups)
                {
                    if (!spelt.Add((read.Equation, group)))
                    {
                        continue;
                    }

                    foreach (Read other in equations[read.Equation].Reads.Where(r => r.Groups.Contains(group) && seen.Add(r.Tensor)))
                    {
                        open.Enqueue(other.Tensor);
                    }
                }
            }
        }
    }

    /// <summary>One tensor with its subscripts.</summary>
    private sealed record Read(int Equation, string Tensor, ImmutableArray<SubscriptSyntax> Subscripts)
    {
        public IEnumerable<string> Groups => Subscripts.OfType<GroupSyntax>().Select(g => g.Label);

        /// <summary>Where groups stand among the indices.</summary>
        public string Pattern { get; } = string.Concat(Subscripts.Select(s => s is GroupSyntax ? 'g' : 'i'));
    }

    private sealed class Survey : SyntaxWalker
    {
        private readonly int number;

        public Survey(EquationSyntax equation, int number)
        {
            this.number = number;
            if (equation.Left is { } left)
            {
                Visit(left);
            }

            Visit(equation.Right);
        }

        public List<Read> Reads { get; } = [];

        public HashSet<string> Groups { get; } = [];

        public override void Visit(ExpressionSyntax node)
        {
            if (node is TensorSyntax tensor)
            {
                Reads.Add(new Read(number, tensor.Name, tensor.Subscripts));
            }

            base.Visit(node);
        }

        protected override void VisitSubscript(SubscriptSyntax subscript)
        {
            if (subscript is GroupSyntax group)
            {
                Groups.Add(group.Label);
            }

            base.VisitSubscript(subscript);
        }

        protected override void VisitAtom(AffineAtomSyntax atom)
        {
            if (atom is GatherAtomSyntax gather)
            {
                Reads.Add(new Read(number, gather.Tensor, gather.Subscripts));
            }

            base.VisitAtom(atom);
        }
    }

    /// <summary>Writes groups of one statement out, with letters that it does not use.</summary>
    private sealed class Writer(IndexGroups groups, EquationSyntax syntax, int equation)
    {
        private readonly Dictionary<string, string[]> letters = [];
        private readonly HashSet<string> taken = IndexLabels.Of(syntax);

        public StatementSyntax Rewrite(StatementSyntax node) => node switch
        {
            EquationSyntax own => own with
            {
                Left = own.Left is { } left ? left with { Subscripts = Subscripts(left.Subscripts) } : null,
                Right = Rewrite(own.Right),
            },
            GivenDeclarationSyntax given => given with { Left = Rewrite(given.Left), Right = Rewrite(given.Right) },
            _ => node,
        };

        private ExpressionSyntax Rewrite(ExpressionSyntax node) => node switch
        {
            TensorSyntax tensor => tensor with { Subscripts = Subscripts(tensor.Subscripts) },
            OneSyntax one => one with { Subscripts = Subscripts(one.Subscripts) },
            WholeTensorSyntax whole => whole with { Subscripts = Subscripts(whole.Subscripts) },
            SumSyntax sum => sum with { Terms = [.. sum.Terms.Select(t => t with { Term = Rewrite(t.Term) })] },
            ProductSyntax product => product with { Factors = [.. product.Factors.Select(f => f with { Factor = Rewrite(f.Factor) })] },
            NegationSyntax negation => negation with { Operand = Rewrite(negation.Operand) },
            PowerSyntax power => power with { Base = Rewrite(power.Base), Exponent = Rewrite(power.Exponent) },
            ParenthesisSyntax parenthesis => parenthesis with { Inner = Rewrite(parenthesis.Inner) },
            CallSyntax call => call with { Arguments = [.. call.Arguments.Select(Rewrite)] },
            ComparisonSyntax comparison => comparison with { Left = Rewrite(comparison.Left), Right = Rewrite(comparison.Right) },
            ReductionSyntax reduction => reduction with { Indices = Subscripts(reduction.Indices), Body = Rewrite(reduction.Body) },
            DeltaSyntax delta => delta with { First = Inside(delta.First), Second = Inside(delta.Second) },
            BracketSyntax bracket => bracket with { Left = Inside(bracket.Left), Right = Inside(bracket.Right) },
            _ => node,
        };

        private ImmutableArray<SubscriptSyntax> Subscripts(ImmutableArray<SubscriptSyntax> subscripts) =>
            [.. subscripts.SelectMany(s => s is GroupSyntax group && groups.spelt.Contains((equation, group.Label)) ? Spelt(group) : [Inside(s)])];

        private SubscriptSyntax Inside(SubscriptSyntax subscript) => subscript is not AffineSyntax affine ? subscript : affine with
        {
            Terms = [.. affine.Terms.Select(t => t.Atom is GatherAtomSyntax gather ? t with { Atom = gather with { Subscripts = Subscripts(gather.Subscripts) } } : t)],
        };

        private IEnumerable<SubscriptSyntax> Spelt(GroupSyntax group)
        {
            if (!letters.TryGetValue(group.Label, out string[]? own))
            {
                own = new string[groups.widths[(equation, group.Label)]];
                string last = group.Label[0] is >= 'a' and <= 'z' and var first ? first.ToString() : "a";
                for (int i = 0; i < own.Length; i++)
                {
                    own[i] = i == 0 && !taken.Contains(last) ? last : Renaming.FreshLabel(taken, last);
                    taken.Add(own[i]);
                    last = own[i];
                }

                letters.Add(group.Label, own);
            }

            return own.Select(l => new IndexSyntax(group.Span, l));
        }
    }
}
