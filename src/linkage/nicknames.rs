//! Short and pet forms of given names, in groups: two forms of one group may name the same person.
//!
//! General knowledge of five languages, written for giftgate. A form may stand in several groups.

use std::collections::HashMap;

/// Each line is one group, folded, words separated by spaces.
const GROUPS: &[&str] = &[
    // English
    "robert rob bob bobby robbie bert",
    "william will bill billy willy liam",
    "richard rich rick dick ricky richie",
    "james jim jimmy jamie",
    "john johnny jack jon",
    "jonathan jon jonny nathan",
    "michael mike mick mickey mikey",
    "thomas tom tommy",
    "edward ed eddie ted ned",
    "charles charlie chuck chas",
    "joseph joe joey",
    "daniel dan danny",
    "david dave davey",
    "matthew matt matty",
    "andrew andy drew",
    "anthony tony ant",
    "christopher chris topher",
    "christian chris",
    "nicholas nick nicky",
    "benjamin ben benny",
    "samuel sam sammy",
    "alexander alex sasha xander lex sander sandy",
    "alexandra alex sasha sandra alexa lexi",
    "gregory greg",
    "gerald jerrold jerry gerry",
    "stephen steve steven",
    "steven steve stephen",
    "timothy tim timmy",
    "patrick pat paddy",
    "peter pete",
    "joshua josh",
    "jacob jake",
    "zachary zach zack",
    "kenneth ken kenny",
    "ronald ron ronnie",
    "donald don donnie",
    "lawrence larry",
    "leonard leo len lenny",
    "philip phil pip",
    "raymond ray",
    "theodore ted theo",
    "frederick fred freddy",
    "vincent vince vinny",
    "elizabeth liz beth betty eliza lizzie lisa ellie libby",
    "margaret maggie meg peggy marge",
    "katherine kate kathy katie kat",
    "catherine cathy cate kate cat",
    "kathleen kathy",
    "jennifer jen jenny",
    "jessica jess jessie",
    "rebecca becky becca bec",
    "susan sue suzy",
    "deborah deb debbie",
    "patricia pat patty trish tricia",
    "barbara barb",
    "victoria vicky tori vic",
    "samantha sam sammy",
    "stephanie steph",
    "christina chris tina chrissy",
    "abigail abby",
    "amanda mandy",
    "pamela pam",
    "cynthia cindy",
    "dorothy dot dolly",
    "eleanor ellie nell nora",
    "isabella bella izzy isa",
    "madeleine maddie",
    "natalie nat",
    "theresa tess terry",
    "jacqueline jackie",
    "kimberly kim",
    "valerie val",
    // Dutch
    "johannes johan jan hans joop jo john",
    "cornelis cees kees cor corne",
    "wilhelmus wim willem wil",
    "willem wim will pim",
    "hendrik henk hein rik henri",
    "pieter piet peter",
    "petrus piet peter pieter",
    "jacobus jaap koos jacco co",
    "jacob jaap",
    "gerardus gerard ger gert",
    "gerrit ger gert",
    "antonius ton toon anton teun",
    "theodorus theo dirk",
    "adrianus ad adriaan arjan",
    "nicolaas nico klaas niek",
    "bartholomeus bart",
    "matthijs thijs",
    "martinus martijn tinus martin",
    "franciscus frans frank",
    "leonardus leo leon",
    "lambertus bert lambert",
    "albertus bert albert ab",
    "maximiliaan max",
    "sebastiaan bas",
    "christiaan chris",
    "laurens lau",
    "maria marieke mieke ria marijke riet",
    "johanna jo hanneke joke hanna annie",
    "elisabeth els lies liesbeth bep betsy elsa lisa elise",
    "catharina trijn karin toos tineke kaatje",
    "cornelia cora corrie",
    "wilhelmina mien wil willemijn",
    "margaretha greet gretha margriet marga",
    "hendrika riek ria hennie",
    "adriana ada jana",
    "geertruida truus geertje trudy",
    "petronella nel nelly ellen",
    "magdalena magda leni lena",
    "femke fem",
    "charlotte lot lotte charlie",
    "josephine jos josje fien",
    "suzanne suus suze sanne",
    "annemarie annemiek",
    // German
    "johann hans hannes",
    "friedrich fritz friedel",
    "wilhelm willi willy",
    "heinrich heinz heiner",
    "josef sepp jupp joschi",
    "joseph sepp jupp",
    "georg schorsch",
    "maximilian max maxi",
    "alexander alex",
    "sebastian basti seb sebi bastian",
    "stefan steffen",
    "matthias matze matti",
    "andreas andi andy",
    "thomas tommi",
    "michael michi",
    "christoph chris stoffel",
    "tobias tobi",
    "florian flo",
    "dominik domi",
    "benjamin benni",
    "ludwig lutz",
    "ulrich uli ulli",
    "wolfgang wolfi wolf",
    "manfred manni",
    "guenther gunther gunter",
    "katharina kathi katja kati kaethe",
    "elisabeth lisa sissi liesl elli",
    "johanna hanna hanni",
    "susanne susi",
    "gabriele gabi",
    "franziska franzi",
    "stefanie steffi",
    "magdalena leni lena",
    "theresa resi",
    "veronika vroni",
    "margarethe grete gretel",
    "angelika geli",
    "christine christl tine",
    "ursula uschi ulla",
    // Spanish
    "jose pepe",
    "francisco paco pancho fran curro kiko",
    "antonio toni anton",
    "manuel manolo manu",
    "jesus chus chuy suso",
    "ignacio nacho",
    "enrique quique kike",
    "rafael rafa",
    "javier javi",
    "alejandro alex ale jandro",
    "alberto beto berto",
    "roberto beto",
    "guillermo guille memo",
    "eduardo edu lalo",
    "fernando fer nando",
    "luis lucho",
    "miguel migue micky",
    "sergio checho",
    "daniel dani",
    "santiago santi",
    "vicente vicen",
    "gabriel gabi",
    "salvador salva",
    "maria mari maruja",
    "dolores lola",
    "concepcion concha conchita",
    "pilar pili",
    "francisca paca paqui",
    "mercedes merche",
    "rosario charo",
    "isabel isa chabela bel",
    "josefa pepa",
    "teresa tere",
    "cristina cris tina",
    "beatriz bea",
    "patricia patri",
    "guadalupe lupe",
    "soledad sole",
    "montserrat montse",
    "consuelo chelo",
    "inmaculada inma",
    "alejandra ale alex",
    "gabriela gabi",
    "catalina cata",
    "carolina caro",
    // Japanese short forms seen in romaji
    "kenichi ken",
    "kenji ken",
    "takashi taka",
    "takahiro taka",
    "hiroshi hiro",
    "hiroyuki hiro",
    "yukiko yuki",
    "masahiro masa",
    "naoki nao",
    "tomoko tomo",
    "akiko aki",
    "michiko michi",
];

/// The groups by form.
#[derive(Debug, Clone)]
pub(super) struct Nicknames {
    groups: HashMap<&'static str, Vec<usize>>,
}

impl Nicknames {
    /// Reads the table.
    pub(super) fn new() -> Self {
        let mut groups: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (number, group) in GROUPS.iter().enumerate() {
            for form in group.split(' ') {
                groups.entry(form).or_default().push(number);
            }
        }
        Self { groups }
    }

    /// The full names a short form may stand for, and the short forms of a full name. Two short forms of one name
    /// (`bob`, `robbie`) are not taken as the same person's.
    pub(super) fn others(&self, form: &str) -> impl Iterator<Item = &'static str> {
        let form = form.to_owned();
        self.groups.get(form.as_str()).cloned().unwrap_or_default().into_iter().flat_map(move |number| {
            let head = GROUPS[number].split(' ').next().unwrap_or_default();
            let is_head = head == form;
            let form = form.clone();
            GROUPS[number].split(' ').filter(move |other| *other != form && (is_head || *other == head))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_leads_to_its_full_names_and_back() {
        let table = Nicknames::new();
        let others = |form: &str| table.others(form).collect::<Vec<_>>();
        assert!(others("bob").contains(&"robert"));
        assert!(others("robert").contains(&"bob"));
        assert!(!others("bob").contains(&"robbie"));
        assert!(others("kees").contains(&"cornelis"));
        assert!(others("paco").contains(&"francisco"));
        assert_eq!(others("xyz"), Vec::<&str>::new());
    }

    #[test]
    fn every_form_is_folded() {
        for form in GROUPS.iter().flat_map(|group| group.split(' ')) {
            assert!(form.chars().all(|letter| letter.is_ascii_lowercase()), "{form}");
        }
    }
}
